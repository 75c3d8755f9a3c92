package governance.engine.internal.device;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tensor library of this machine that an installation asks for. From left to right, the first
 * that is given counts: framework or system property {@code governance.engine.libtorch.path},
 * environment variable {@code GOVERNANCE_ENGINE_LIBTORCH_PATH}, key {@code libtorch.path} of the
 * configuration {@code governance.engine}; likewise version and flavour. What the binding itself
 * reads, {@code PYTORCH_LIBRARY_PATH}, {@code PYTORCH_VERSION} and {@code PYTORCH_FLAVOR}, comes
 * last.
 *
 * @param path folder of the library, the folder above it, or {@code libtorch.so}; empty for the
 *     library of a native bundle
 * @param version its version, where the folder does not tell it
 * @param flavor its flavour, likewise
 */
public record LibtorchSettings(Given path, Given version, Given flavor) {
  /** PID of the configuration and beginning of the properties. */
  public static final String PID = "governance.engine";

  /** Key of the folder. */
  public static final String PATH = "libtorch.path";

  /** Key of the version. */
  public static final String VERSION = "libtorch.version";

  /** Key of the flavour. */
  public static final String FLAVOR = "libtorch.flavor";

  private static final Map<String, String> BINDING =
      Map.of(PATH, "PYTORCH_LIBRARY_PATH", VERSION, "PYTORCH_VERSION", FLAVOR, "PYTORCH_FLAVOR");

  /**
   * One value and where it was given.
   *
   * @param value the value, empty for none
   * @param origin what a reader has to change
   */
  public record Given(String value, String origin) {
    Optional<String> text() {
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
  }

  /**
   * Reads the settings.
   *
   * @param property gives a framework or system property, or null
   * @param environment gives an environment variable, or null
   * @param configured the configuration's values
   */
  public static LibtorchSettings of(
      Function<String, String> property,
      Function<String, String> environment,
      Map<String, ?> configured) {
    return new LibtorchSettings(
        given(PATH, property, environment, configured),
        given(VERSION, property, environment, configured),
        given(FLAVOR, property, environment, configured));
  }

  private static Given given(
      String key,
      Function<String, String> property,
      Function<String, String> environment,
      Map<String, ?> configured) {
    String name = PID + "." + key;
    String variable = name.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
    String binding = BINDING.get(key);
    return first(
        new Given(text(property.apply(name)), name),
        new Given(text(environment.apply(variable)), variable),
        new Given(text(configured.get(key)), "configuration " + PID + " " + key),
        new Given(text(environment.apply(binding)), binding),
        new Given(text(property.apply(binding)), binding),
        new Given("", name));
  }

  private static Given first(Given... layers) {
    for (Given layer : layers) {
      if (!layer.value.isEmpty()) {
        return layer;
      }
    }
    return layers[layers.length - 1];
  }

  private static String text(Object value) {
    return Objects.toString(value, "").strip();
  }
}
