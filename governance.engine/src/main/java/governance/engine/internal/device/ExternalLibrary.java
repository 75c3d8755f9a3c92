package governance.engine.internal.device;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.internal.device.LibtorchSettings.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The tensor library of this machine that is used in place of a bundled one, checked as far as
 * files tell.
 *
 * @param folder the folder with {@code libtorch.so}
 * @param version its version, such as {@code 2.11.0}
 * @param flavor its flavour, such as {@code cu130}
 * @param binding the file that binds it to Java; empty for the one inside the engine's bundle
 * @param places folders that the engine's own native library is looked for in
 */
public record ExternalLibrary(
    Path folder, String version, String flavor, Optional<Path> binding, List<Path> places) {
  /** Version of the binding, part of its file's name. */
  static final String BINDING_VERSION = "0.36.0";

  private static final String BINDING = "libdjl_torch.so";

  private static final String CLASSIFIER = "linux-x86_64";

  /** What the binding inside the bundle was built for. */
  private static final String BUNDLED_VERSION = "2.7.1";

  private static final List<String> BUNDLED_FLAVORS = List.of("cpu", "cu128");

  private static final String SETTING = LibtorchSettings.PID + "." + LibtorchSettings.PATH;

  /**
   * Finds the library that the settings name.
   *
   * @param cache folder of unpacked and built native files
   * @throws GovernanceException if it is not there, or its version or binding do not fit
   */
  public static Optional<ExternalLibrary> of(LibtorchSettings settings, Path cache) {
    if (settings.path().text().isEmpty()) {
      return Optional.empty();
    }
    Given path = settings.path();
    TorchFolder torch =
        TorchFolder.at(path.value())
            .orElseThrow(
                () ->
                    failure(
                        path.origin(),
                        "names " + path.value() + there(path.value()),
                        "a folder that holds libtorch.so, such as site-packages/torch/lib",
                        "Correct it, or unset it to use the bundled library"));
    String version = version(settings.version(), torch);
    String flavor = flavor(settings.flavor(), torch);
    Path place = cache.resolve("pytorch").resolve(version + "-" + flavor + "-" + CLASSIFIER);
    Optional<Path> binding = binding(torch.lib(), place);
    boolean bundled = version.equals(BUNDLED_VERSION) && BUNDLED_FLAVORS.contains(flavor);
    if (binding.isEmpty() && !bundled) {
      throw failure(
          "libtorch " + version + " " + flavor + " (" + path.value() + ")",
          "has no binding to Java: neither " + place + " nor the library's folder holds one",
          BINDING_VERSION + "-" + BINDING + ", built against this libtorch",
          "Build it: governance.engine.cuda/jni/build.sh --torch "
              + torch.lib().getParent()
              + " --djl DJL --place "
              + place);
    }
    return Optional.of(
        new ExternalLibrary(torch.lib(), version, flavor, binding, List.of(place, torch.lib())));
  }

  /**
   * Tells the binding what to load: a folder with links to {@code libtorch.so} and the binding
   * alone. Of a whole folder it loads every file, also those that fail where there is no graphics
   * card; what libtorch needs the system's loader finds beside it.
   *
   * @param cache takes the folder
   * @param environment gives an environment variable, or null: the binding reads it first
   * @throws GovernanceException if a variable says something else, or the folder cannot be made
   */
  public void apply(Path cache, UnaryOperator<String> environment) {
    Map<String, String> values = new TreeMap<>();
    values.put("PYTORCH_LIBRARY_PATH", linked(cache).toString());
    values.put("PYTORCH_VERSION", version);
    values.put("PYTORCH_FLAVOR", flavor); // else the binding looks for one that does not exist
    values.forEach(
        (name, value) -> {
          String other = environment.apply(name);
          if (other != null && !other.equals(value) && !here(other)) {
            throw failure(
                name,
                "is " + other + " in the environment, and " + SETTING + " means " + this,
                "nothing, or the same",
                "Unset " + name);
          }
          System.setProperty(name, value);
        });
  }

  private Path linked(Path cache) {
    Path folder =
        cache.resolve("linked").resolve(version + "-" + flavor + "-" + Linked.name(this.folder));
    Map<String, Path> files = new TreeMap<>();
    files.put("libtorch.so", this.folder.resolve("libtorch.so"));
    binding.ifPresent(file -> files.put(BINDING_VERSION + "-" + BINDING, file));
    try {
      return Linked.folder(folder, files);
    } catch (IOException e) {
      throw failure(
          folder.toString(), "cannot be written: " + e, "", "Check the cache folder of the engine");
    }
  }

  @Override
  public String toString() {
    return "libtorch " + version + " " + flavor + " (" + folder + ")";
  }

  private boolean here(String other) {
    return TorchFolder.at(other).map(f -> f.lib().equals(folder)).orElse(false);
  }

  private static String version(Given given, TorchFolder torch) {
    Optional<String> found = torch.version();
    String version = given.text().or(() -> found).orElse("");
    if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
      throw failure(
          given.origin().isEmpty() ? LibtorchSettings.VERSION : given.origin(),
          version.isEmpty()
              ? "is not set, and no file beside the library tells it"
              : "is " + version,
          "three numbers with dots, such as 2.11.0",
          "Set it to the version of the library in " + torch.lib());
    }
    if (found.isPresent() && !found.get().equals(version)) {
      throw failure(
          given.origin(),
          "is " + version + ", and the library in " + torch.lib() + " is " + found.get(),
          found.get(),
          "Correct it, or leave it out: the folder tells it");
    }
    return version;
  }

  private static String flavor(Given given, TorchFolder torch) {
    String flavor = given.text().or(torch::flavor).orElse("");
    if (!flavor.matches("cpu|cu\\d{2,4}")) {
      throw failure(
          given.origin(),
          flavor.isEmpty() ? "is not set, and no file beside the library tells it" : "is " + flavor,
          "cpu, or cu and a CUDA version, such as cu130",
          "Set it to what the library in " + torch.lib() + " was built for");
    }
    if (!flavor.equals("cpu") && !torch.cuda()) {
      throw failure(
          given.origin(),
          "is " + flavor + ", and " + torch.lib() + " holds no libtorch_cuda.so",
          "cpu",
          "Use a libtorch with CUDA, or the flavour cpu");
    }
    return flavor;
  }

  private static Optional<Path> binding(Path lib, Path place) {
    return Stream.of(
            lib.resolve(BINDING_VERSION + "-" + BINDING),
            lib.resolve(BINDING),
            place.resolve(BINDING_VERSION + "-" + BINDING))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static String there(String path) {
    return Files.exists(Path.of(path)) ? ", which holds no libtorch.so" : ", which is not there";
  }

  private static GovernanceException failure(
      String subject, String got, String allowed, String advice) {
    Objects.requireNonNull(subject);
    return new GovernanceException(
        new Problem(Remedy.FIX_CONFIGURATION, subject, got, allowed, advice + " (docs/gpu.md)"));
  }
}
