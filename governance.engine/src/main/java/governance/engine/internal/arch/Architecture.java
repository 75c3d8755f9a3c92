package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.EncoderConfig;

/**
 * One architecture of Hugging Face Transformers. A new one is a class of this package and its place
 * in {@link Architectures}.
 */
public interface Architecture {
  /** The {@code model_type} of its {@code config.json}. */
  String type();

  /** What the names of its Transformers classes begin with, such as {@code Bert}. */
  String className();

  /**
   * Reads the encoder; what the file does not say is as in the architecture's configuration class.
   *
   * @throws governance.api.GovernanceException if a value is wrong or asks for other computations
   */
  EncoderConfig encoder(Settings settings);

  /** The probability in [0, 1) of dropping a value before the classifier. */
  double headDropout(Settings settings, EncoderConfig encoder, Task task);

  /** Writes sizes and constants under the architecture's own keys. */
  void write(EncoderConfig encoder, Task task, double headDropout, JsonObject json);
}
