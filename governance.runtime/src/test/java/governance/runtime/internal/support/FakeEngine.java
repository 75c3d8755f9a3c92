package governance.runtime.internal.support;

import governance.api.model.Task;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.ModelRequest;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A small deterministic engine in plain Java: softmax regression over word counts. For tests of the
 * runtime only.
 */
public final class FakeEngine implements Engine {
  private volatile RuntimeException refusal;
  private volatile long fullFrom = Long.MAX_VALUE;

  /** Makes every further request for a model fail. */
  public void refuseModels(RuntimeException error) {
    refusal = error;
  }

  /** Makes every checkpoint from a step on fail, as on a full disk. */
  public void refuseCheckpoints(long from) {
    fullFrom = from;
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
    return List.of();
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

  @Override
  public TextModel model(ModelRequest request) {
    if (refusal != null) {
      throw refusal;
    }
    boolean tokens = request.task() == Task.TOKEN_CLASSIFICATION;
    return new FakeModel(request, tokens, this);
  }
}
