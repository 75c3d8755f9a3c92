package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import governance.engine.internal.memory.Access;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW with bias correction and decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2),
 * one fused pass over all parameters. The decay applies to the parameters marked for it. Moments
 * are made outside any scope. Used by one thread, with grad mode off.
 */
final class AdamW implements AutoCloseable {
  private final ScriptModule script;
  private final NDManager manager;
  private final Constants constants;
  private final Group decaying = new Group();
  private final Group plain = new Group();
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private long step;

  /**
   * Makes an optimiser with moments 0.
   *
   * @param parameters what is trained
   * @param decays for each parameter whether weight decay applies
   */
  AdamW(
      NDManager root,
      ScriptModule script,
      List<NDArray> parameters,
      List<Boolean> decays,
      Constants constants) {
    this.script = script;
    this.constants = constants;
    manager = root.newSubManager();
    for (int i = 0; i < parameters.size(); i++) {
      NDArray p = parameters.get(i);
      first.add(zeros(p));
      second.add(zeros(p));
      (decays.get(i) ? decaying : plain).add(i, p, first.get(i), second.get(i));
    }
  }

  private NDArray zeros(NDArray like) {
    NDArray zeros = manager.zeros(like.getShape(), like.getDataType());
    NDScope.unregister(zeros);
    return zeros;
  }

  /**
   * Does one step.
   *
   * @param gradients in the order of the parameters
   * @param rate learning rate
   * @param divisor scalar float32, at least 1, that gradients are divided by first
   * @param skip scalar float32: 1 for a step that changes nothing, else 0
   */
  void update(List<NDArray> gradients, double rate, NDArray divisor, NDArray skip) {
    step++;
    var scaling = new Scaling(divisor, skip, Access.of(manager) == Access.DIRECT);
    update(decaying, gradients, rate, constants.decay, scaling);
    update(plain, gradients, rate, 0, scaling);
  }

  /** What is done to the gradients, and whether the divisor can be looked at without waiting. */
  private record Scaling(NDArray divisor, NDArray skip, boolean look) {}

  private void update(
      Group group, List<NDArray> gradients, double rate, double decay, Scaling scaling) {
    if (group.indices.isEmpty()) {
      return;
    }
    script
        .call("adamw")
        .with(group.parameters)
        .with(group.indices.stream().map(gradients::get).toList())
        .with(group.first)
        .with(group.second)
        .with(step)
        .with(decay)
        .with(scaling.divisor())
        .with(scaling.skip())
        .with(scaling.look())
        .with(new double[] {rate, constants.beta1, constants.beta2, constants.epsilon})
        .one(manager)
        .close();
  }

  /** First moments, in the order of the parameters. */
  List<NDArray> first() {
    return first;
  }

  /** Second moments, in the order of the parameters. */
  List<NDArray> second() {
    return second;
  }

  /** Number of steps done. */
  long step() {
    return step;
  }

  /** Sets the number of steps done, when moments were read from a checkpoint. */
  void step(long done) {
    step = done;
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * Constants of the method.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param decay weight decay
   */
  record Constants(double beta1, double beta2, double epsilon, double decay) {
    /** The usual constants with a weight decay. */
    static Constants withDecay(double decay) {
      return new Constants(0.9, 0.999, 1e-8, decay);
    }

    /** Those of RoBERTa's pre-training (Liu et al. 2019, section 3.1) with a weight decay. */
    static Constants pretraining(double decay) {
      return new Constants(0.9, 0.98, 1e-6, decay);
    }
  }

  private static final class Group {
    final List<Integer> indices = new ArrayList<>();
    final List<NDArray> parameters = new ArrayList<>();
    final List<NDArray> first = new ArrayList<>();
    final List<NDArray> second = new ArrayList<>();

    void add(int index, NDArray parameter, NDArray m, NDArray v) {
      indices.add(index);
      parameters.add(parameter);
      first.add(m);
      second.add(v);
    }
  }
}
