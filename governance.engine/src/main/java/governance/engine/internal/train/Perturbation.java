package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import governance.engine.Adversarial;
import governance.engine.internal.script.ScriptModule;

/** What is added to the word embeddings [B, T, D] of a batch; zeros at first. Outlives scopes. */
public final class Perturbation implements AutoCloseable {
  private final NDManager manager;
  private final ScriptModule script;
  private final Adversarial options;
  private NDArray delta;

  /** Begins without a perturbation. */
  public Perturbation(NDManager root, ScriptModule script, Adversarial options) {
    this.manager = root.newSubManager();
    this.script = script;
    this.options = options;
  }

  /** The perturbation; null for zeros. */
  public NDArray delta() {
    return delta;
  }

  /** Takes one ascent step along a gradient with respect to the word embeddings. */
  public void ascend(NDArray gradient) {
    NDArray from = delta == null ? gradient.zerosLike() : delta;
    NDArray next =
        script
            .call("perturb")
            .with(from)
            .with(gradient)
            .with(options.stepSize())
            .with(options.epsilon())
            .one(manager);
    NDScope.unregister(next);
    from.close();
    delta = next;
  }

  @Override
  public void close() {
    manager.close();
  }
}
