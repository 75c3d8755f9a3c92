package governance.runtime.internal.support;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.DeviceInfo;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.LibraryInfo;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.RandomNumbers;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A small deterministic engine in plain Java: softmax regression over word counts. For tests of the
 * runtime only.
 */
public final class FakeEngine implements Engine {
  private volatile RuntimeException refusal;
  private volatile long fullFrom = Long.MAX_VALUE;
  private volatile List<EngineCheck> checks = List.of();
  private volatile boolean tf32;
  private volatile List<DeviceInfo> cards = List.of();
  private volatile LibraryInfo library =
      new LibraryInfo(
          false, "none", "1", "cpu", "", "", "none", Optional.empty(), Optional.empty(), List.of());
  private volatile long smallFrom = Long.MAX_VALUE;
  private volatile RandomNumbers numbers = new RandomNumbers(RandomNumbers.HASH, "");
  private volatile long peak = -1;

  /** Makes every further request for a model fail. */
  public void refuseModels(RuntimeException error) {
    refusal = error;
  }

  /** Makes every checkpoint from a step on fail, as on a full disk. */
  public void refuseCheckpoints(long from) {
    fullFrom = from;
  }

  /** Makes every step from one on fail as if memory had run out. */
  public void outOfMemoryFrom(long step) {
    smallFrom = step;
  }

  long smallFrom() {
    return smallFrom;
  }

  long fullFrom() {
    return fullFrom;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("fake", "1", "1", "none", List.of("cpu"), 1, false, "none");
  }

  @Override
  public List<EngineCheck> selfCheck() {
    return checks;
  }

  /** Makes the self-check fail. */
  public void refuseChecks() {
    checks = List.of(new EngineCheck("matrix product", false, "got [0.0], expected [58.0]", 1));
  }

  /** Makes the self-check of noise fail. */
  public void refuseNoise() {
    checks = List.of(new EngineCheck("noise kernel", false, "got 1, expected 2", 1));
  }

  @Override
  public List<EngineCheck> selfCheck(String device) {
    return checks;
  }

  /** Pretends to be another library, on a machine with these cards. */
  public void pretend(LibraryInfo other, DeviceInfo... present) {
    library = other;
    cards = List.of(present);
  }

  @Override
  public LibraryInfo library() {
    return library;
  }

  @Override
  public List<DeviceInfo> cards() {
    return cards;
  }

  /** Pretends to draw random numbers so. */
  public void draw(RandomNumbers other) {
    numbers = other;
  }

  @Override
  public RandomNumbers randomNumbers(String device) {
    return numbers;
  }

  /** Pretends to be a device whose tensors have taken so many bytes before a run, which counts. */
  public void peak(long bytes) {
    peak = bytes;
  }

  @Override
  public void resetPeak(String device) {
    peak = Math.min(peak, 1 << 20);
  }

  @Override
  public OptionalLong peakMemory(String device) {
    return peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak);
  }

  @Override
  public void tf32(boolean on) {
    tf32 = on;
  }

  /** Returns what was last said about TF32. */
  public boolean tf32() {
    return tf32;
  }

  @Override
  public String device(String wanted) {
    return "cpu";
  }

  @Override
  public void threads(int intraOp) {}

  @Override
  public Tokenizer tokenizer(Optional<Path> folder) {
    return new WordTokenizer();
  }

  /** A folder is a BERT model whose sizes follow the words of its {@code config.json}. */
  @Override
  public ModelDescription describe(Path folder) {
    boolean usable = Files.exists(folder.resolve("config.json"));
    boolean script = Files.exists(folder.resolve("encoder.pt"));
    Problem missing = new Problem(Remedy.FIX_SPEC, "" + folder, "no file config.json", "", "");
    return new ModelDescription(
        usable ? script ? "torchscript" : "bert" : "",
        usable ? Optional.of(new Architecture(30, 2, 16, 2, 32, 64)) : Optional.empty(),
        usable ? 123_456 : 0,
        usable ? "WordPiece" : "",
        usable ? 30 : 0,
        usable ? 5L << 20 : 0,
        !script,
        usable ? List.of() : List.of(missing));
  }

  @Override
  public TextModel model(ModelRequest request) {
    if (refusal != null) {
      throw refusal;
    }
    boolean tokens = request.task() == Task.TOKEN_CLASSIFICATION;
    return new FakeModel(request, tokens, this);
  }
}
