package governance.engine;

import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.osgi.annotation.versioning.ProviderType;

/** An encoder with a classification head. Used by one thread at a time. */
@ProviderType
public interface TextModel extends AutoCloseable {
  /** Returns what the model predicts. */
  Task task();

  /** Returns the names of the classes. */
  List<String> classes();

  /** Returns the architecture, as {@code model_type} in the files of its models. */
  String type();

  /** Returns the shape of the encoder. */
  ModelRequest.Architecture architecture();

  /** Returns whether the encoder's weights come from a folder and not from a random generator. */
  boolean pretrained();

  /** Returns the number of parameters. */
  long parameters();

  /** Returns the number of parameters that training changes. */
  default long trainedParameters() {
    return parameters();
  }

  /** Returns the probability in [0, 1) with which training drops a hidden value. */
  double dropout();

  /** Returns the Euclidean norm of the trained parameters that weight decay applies to. */
  double norm();

  /** Returns the full names of the linear layers that have low-rank updates. */
  default List<String> adapted() {
    return List.of();
  }

  /** Returns what a reader should know about how the model came to be, such as a new head. */
  List<String> notes();

  /** Returns the digest (SHA-256, hexadecimal) of all weights. */
  String digest();

  /**
   * Returns probabilities for texts, without dropout; order of the rows is kept. A masked language
   * model hides places of each text itself, the same ones each time, and gives for each the
   * probability of the most probable other piece and that of the piece that stood there.
   */
  Predictions predict(List<Encoded> inputs);

  /**
   * Returns why pieces at hidden places cannot be scored; empty if they can. A model that
   * classifies is scored by its encoder as it is now and the masked head of the folder that it
   * began with.
   */
  default Optional<String> clozeProblem() {
    return Optional.of("a model of task " + task() + ", and not of MASKED_LANGUAGE_MODEL");
  }

  /**
   * Opens what scores pieces at hidden places, for the parameters as they are now.
   *
   * @param mask id of the token that stands for a hidden place
   * @return to be closed by the caller, before this model
   * @throws IllegalStateException if {@link #clozeProblem()} names a reason
   */
  default ClozeScorer cloze(int mask) {
    throw new IllegalStateException(clozeProblem().orElse(""));
  }

  /**
   * Replaces random weights by those that co-occurrence of word pieces gives: word embeddings from
   * the singular vectors of their association, and attention that begins by looking at neighbours.
   *
   * @param texts what is counted, as the model reads it
   * @param seed seed of what remains random
   */
  default void startFromCoOccurrence(List<Encoded> texts, long seed) {
    throw new UnsupportedOperationException();
  }

  /**
   * Begins training.
   *
   * @param data rows to train on, at least one
   * @param options how
   * @param terms penalties in their stable order
   * @param parties models of other parties, by name, that penalties may compare with
   * @param tokenizer encodes the texts that penalties make
   */
  TrainingSession train(
      TrainingData data,
      TrainingOptions options,
      List<Term> terms,
      List<Party> parties,
      Tokenizer tokenizer);

  /**
   * Explains texts: hands model and batch to the function; tensors live until it returns. Where
   * memory runs out, the function is called with fewer of the texts.
   *
   * @return what it returned for the first texts, for those after them, and so on
   */
  <R> List<R> explain(List<Encoded> inputs, BiFunction<ExplainedModel, Batch, R> explainer);

  /**
   * Writes {@code config.json} and {@code model.safetensors} in Hugging Face layout; for a model
   * with low-rank updates that are not to be merged {@code adapter_config.json} and {@code
   * adapter_model.safetensors} in the layout of PEFT.
   */
  void write(Path folder) throws IOException;

  @Override
  void close();

  /**
   * Another party's model: the model itself, or what it answered for the training rows.
   *
   * @param name its name in the run spec
   * @param model the model, of the same task and classes, or null
   * @param answers probabilities {@code [row][class]} for the training rows, or null
   */
  record Party(String name, TextModel model, float[][] answers) {
    /** A party whose model is at hand. */
    public Party(String name, TextModel model) {
      this(name, model, null);
    }

    /** A party that answered for the training rows. */
    public static Party answering(String name, float[][] answers) {
      return new Party(name, null, answers);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Party p
          && name.equals(p.name)
          && model == p.model
          && answers == p.answers;
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
