package governance.engine.internal.nn;

import governance.api.model.Task;
import java.util.List;
import java.util.Optional;

/**
 * An encoder with its classification head.
 *
 * @param encoder the encoder
 * @param task decides the head: the architecture's {@link SequenceHead} on the first position, or a
 *     classifier on every position
 * @param labels names of the classes in the order of the logits
 * @param headDropout probability in [0, 1) of dropping a value before the classifier
 * @param lora low-rank updates of the encoder's linear layers, or empty
 */
public record ModelConfig(
    EncoderConfig encoder,
    Task task,
    List<String> labels,
    double headDropout,
    Optional<Lora> lora) {
  /** Copies the labels. */
  public ModelConfig {
    labels = List.copyOf(labels);
  }

  /** A model without low-rank updates. */
  public ModelConfig(EncoderConfig encoder, Task task, List<String> labels, double headDropout) {
    this(encoder, task, labels, headDropout, Optional.empty());
  }

  /** A head with the encoder's hidden dropout. */
  public ModelConfig(EncoderConfig encoder, Task task, List<String> labels) {
    this(encoder, task, labels, encoder.hiddenDropout());
  }

  /** The same model with one probability for all dropouts. */
  public ModelConfig withDropout(double probability) {
    return new ModelConfig(encoder.withDropout(probability), task, labels, probability, lora);
  }

  /** The same model with low-rank updates, or without. */
  public ModelConfig withLora(Optional<Lora> updates) {
    return new ModelConfig(encoder, task, labels, headDropout, updates);
  }
}
