package governance.engine;

import governance.api.model.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What model is wanted.
 *
 * @param folder a Hugging Face folder (config.json, model.safetensors), or empty for random weights
 * @param architecture the shape of a model with random weights; ignored with a folder
 * @param task decides the head
 * @param classes names of the classes in the order of the logits; a folder whose head has other
 *     ones gets a new head
 * @param seed seed of random weights
 * @param device {@code cpu} or {@code gpu:0}
 * @param precision number format of matrix products
 * @param dropout probability in [0, 1) for hidden states and attention, or NaN for the folder's own
 * @param masking how places are hidden; there for a masked language model and empty otherwise
 * @param tuning which parameters are trained
 */
public record ModelRequest(
    Optional<Path> folder,
    Architecture architecture,
    Task task,
    List<String> classes,
    long seed,
    String device,
    Precision precision,
    double dropout,
    Optional<Masking> masking,
    Tuning tuning) {

  /** A model whose parameters are all trained. */
  public ModelRequest(
      Optional<Path> folder,
      Architecture architecture,
      Task task,
      List<String> classes,
      long seed,
      String device,
      Precision precision,
      double dropout,
      Optional<Masking> masking) {
    this(
        folder,
        architecture,
        task,
        classes,
        seed,
        device,
        precision,
        dropout,
        masking,
        Tuning.FULL);
  }

  /** A model that classifies, whose parameters are all trained. */
  public ModelRequest(
      Optional<Path> folder,
      Architecture architecture,
      Task task,
      List<String> classes,
      long seed,
      String device,
      Precision precision,
      double dropout) {
    this(
        folder,
        architecture,
        task,
        classes,
        seed,
        device,
        precision,
        dropout,
        Optional.empty(),
        Tuning.FULL);
  }

  /**
   * The shape of an encoder.
   *
   * @param vocabulary number of word pieces
   * @param layers number of layers
   * @param hidden width, a multiple of {@code heads}
   * @param heads attention heads
   * @param intermediate width of the feed-forward part
   * @param positions longest input in tokens
   */
  public record Architecture(
      int vocabulary, int layers, int hidden, int heads, int intermediate, int positions) {}
}
