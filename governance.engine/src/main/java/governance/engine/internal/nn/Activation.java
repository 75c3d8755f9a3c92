package governance.engine.internal.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Activation of the feed-forward part, under its Hugging Face names. */
public enum Activation {
  /** Gaussian error linear unit with erf. */
  GELU("gelu"),
  /** The tanh approximation of it. */
  GELU_TANH("gelu_new", "gelu_pytorch_tanh"),
  /** Rectified linear unit. */
  RELU("relu");

  private final List<String> names;

  Activation(String... names) {
    this.names = List.of(names);
  }

  /** The name written to {@code hidden_act}. */
  public String huggingFaceName() {
    return names.get(0);
  }

  /** The activation of a {@code hidden_act}, if it is supported. */
  public static Optional<Activation> named(String name) {
    return Arrays.stream(values()).filter(a -> a.names.contains(name)).findFirst();
  }

  /** All accepted names, for error messages. */
  public static String allowed() {
    return Arrays.stream(values()).flatMap(a -> a.names.stream()).collect(Collectors.joining(", "));
  }
}
