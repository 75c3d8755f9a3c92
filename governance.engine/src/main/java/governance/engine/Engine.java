package governance.engine;

import governance.api.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tensor engine, an OSGi service. Work that needs the engine is done by one thread at a time.
 */
@ProviderType
public interface Engine {
  /** Returns what the engine is and what it runs on. */
  EngineInfo info();

  /**
   * Checks the native library against known numbers: create, read, matrix product, backward,
   * gradient under garbage collection. Training is refused when a check fails.
   */
  List<EngineCheck> selfCheck();

  /**
   * Returns what these checks say of one device; done once in a process, when it is first asked
   * for.
   *
   * @param device {@code cpu} or {@code gpu:N}, as {@link #device} returns it
   */
  List<EngineCheck> selfCheck(String device);

  /**
   * Returns which native library is loaded and what it can do.
   *
   * @throws governance.api.GovernanceException if none can be loaded
   */
  LibraryInfo library();

  /** Returns the graphics cards that the library sees, those included that cannot be used. */
  List<DeviceInfo> cards();

  /**
   * Allows or forbids TF32, of 10 bits after the point, in float32 matrix products of graphics
   * cards. Without it they are exact float32. On the processor it changes nothing.
   *
   * @throws governance.api.GovernanceException if the library cannot be told
   */
  void tf32(boolean on);

  /**
   * Resolves {@code auto}, {@code cpu} or {@code gpu} to a device of this machine: {@code cpu} or
   * {@code gpu:0}.
   *
   * @throws governance.api.GovernanceException if there is no such device
   */
  String device(String wanted);

  /**
   * Returns the bytes that are free on a device; empty where nobody knows. For the processor the
   * native library is not needed. Any thread.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  default OptionalLong freeMemory(String device) {
    return OptionalLong.empty();
  }

  /** Begins to count the {@link #peakMemory} of a device anew. */
  default void resetPeak(String device) {}

  /**
   * Returns the most bytes that tensors took at one time on a graphics card since it was last begun
   * to count; empty where nobody knows, and for the processor.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  default OptionalLong peakMemory(String device) {
    return OptionalLong.empty();
  }

  /**
   * Returns how random numbers are drawn on a device.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  default RandomNumbers randomNumbers(String device) {
    return new RandomNumbers(RandomNumbers.HASH, "");
  }

  /** Sets the number of threads that one operation may use, at least 1. */
  void threads(int intraOp);

  /**
   * Opens a tokenizer from a folder in Hugging Face layout ({@code tokenizer.json} or {@code
   * vocab.txt}), or the one that ships with the engine when no folder is given.
   *
   * @throws governance.api.GovernanceException if the folder has none that can be read
   */
  Tokenizer tokenizer(Optional<Path> folder);

  /**
   * Returns what is wrong with tuning the model of a folder so, as far as its files tell: names and
   * shapes, and whether an adapter was made for it. The model must be one without problems of its
   * own.
   */
  default List<Problem> problems(Path folder, Tuning tuning) {
    return List.of();
  }

  /**
   * Makes a model: from a folder in Hugging Face layout, or with random weights.
   *
   * @throws governance.api.GovernanceException if weights are missing, have a wrong shape or are
   *     not numbers, or the architecture is not supported
   */
  TextModel model(ModelRequest request);

  /**
   * Looks at a model folder: architecture, sizes, names and shapes of the weights, tokenizer. Does
   * not need the native library and reports what is wrong instead of throwing. Any thread.
   */
  ModelDescription describe(Path folder);
}
