package governance.testkit;

import governance.api.model.Task;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engine on a plain class path, with one thread, and small models. Loaded once a JVM. */
public final class TestEngine {
  private static final Engine ENGINE = load();
  private static final Tokenizer TOKENIZER = ENGINE.tokenizer(Optional.empty());

  /** The processor, or what the property {@code governance.test.device} names. */
  private static final String DEVICE = System.getProperty("governance.test.device", "cpu");

  private TestEngine() {}

  private static Engine load() {
    Engine engine =
        ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("governance.engine is not on the class path"));
    engine.threads(1);
    return engine;
  }

  /** Returns the engine. */
  public static Engine engine() {
    return ENGINE;
  }

  /** Returns the tokenizer that ships. */
  public static Tokenizer tokenizer() {
    return TOKENIZER;
  }

  /** Returns a model of two layers of width 16 with random weights from a fixed seed. */
  public static TextModel model(Task task, List<String> classes, double dropout) {
    Architecture tiny = new Architecture(TOKENIZER.vocabulary(), 2, 16, 2, 32, 64);
    return ENGINE.model(
        new ModelRequest(Optional.empty(), tiny, task, classes, 3, DEVICE, Precision.F32, dropout));
  }
}
