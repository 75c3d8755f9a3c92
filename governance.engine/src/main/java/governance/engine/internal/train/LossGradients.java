package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.nn.CheckpointedPass;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Differentiates one loss: through the graph that was kept, and below it layer by layer where
 * passes kept only what their layers read.
 */
final class LossGradients {
  private final ScriptModule script;
  private final NDManager manager;
  private final List<Integer> indices;
  private final List<NDArray> leaves;
  private final NDArray[] found;
  private final List<NDArray> words = new ArrayList<>();
  private NDArray table;

  /**
   * Prepares.
   *
   * @param indices leaves of the model that gradients are wanted for, without the table of words
   * @param leaves their tensors, then those of penalties
   */
  LossGradients(
      ScriptModule script, NDManager manager, List<Integer> indices, List<NDArray> leaves) {
    this.script = script;
    this.manager = manager;
    this.indices = indices;
    this.leaves = leaves;
    this.found = new NDArray[leaves.size()];
  }

  /**
   * Differentiates.
   *
   * @param passes what the loss may depend on
   * @param wanted number of first passes whose word embeddings get a gradient
   * @param direct the table of words, if the loss may depend on it or on other leaves directly; or
   *     null
   * @param all whether the loss may depend on every leaf directly
   */
  void of(NDArray loss, List<Pass> passes, int wanted, NDArray direct, boolean all) {
    List<Pass> kept = passes.stream().filter(LossGradients::goesOn).toList();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      if (all || kept.isEmpty() || i >= indices.size() || !covered(kept, indices.get(i))) {
        asked.add(i);
      }
    }
    List<NDArray> inputs = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      if (goesOn(passes.get(i))) {
        inputs.add(passes.get(i).kept().leaf());
      } else if (i < wanted) {
        inputs.add(passes.get(i).word());
      }
    }
    if (direct != null) {
      inputs.add(direct);
    }
    List<NDArray> own = asked.stream().map(leaves::get).toList();
    NDList r = script.call("gradients").with(loss).with(own).with(inputs).run(manager);
    for (int i = 0; i < asked.size(); i++) {
      found[asked.get(i)] = r.get(i);
    }
    table = direct == null ? null : r.get(r.size() - 1);
    goOn(passes, wanted, r.subList(asked.size(), r.size()));
    complete();
  }

  private static boolean goesOn(Pass pass) {
    return pass.kept() != null && pass.kept().differentiable();
  }

  private static boolean covered(List<Pass> kept, int leaf) {
    return kept.stream().allMatch(pass -> pass.kept().covers(leaf));
  }

  /** Goes on below the heads of passes that kept no graph. */
  private void goOn(List<Pass> passes, int wanted, List<NDArray> tops) {
    int next = 0;
    for (int i = 0; i < passes.size(); i++) {
      CheckpointedPass kept = passes.get(i).kept();
      NDArray word = null;
      if (goesOn(passes.get(i))) {
        word = kept.backward(manager, tops.get(next++), this::add);
      } else if (i < wanted) {
        word = tops.get(next++);
      }
      if (i < wanted) {
        words.add(word);
      } else if (word != null) {
        word.close();
      }
    }
  }

  private void add(int leaf, NDArray gradient) {
    int index = indices.indexOf(leaf);
    if (found[index] == null) {
      found[index] = gradient;
      return;
    }
    List<NDArray> sum = List.of(found[index]);
    script.call("add_all").with(sum).with(List.of(gradient)).with(1.0).one(manager).close();
    gradient.close();
  }

  private void complete() {
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        found[i] = manager.zeros(leaves.get(i).getShape(), leaves.get(i).getDataType());
      }
    }
  }

  /** The gradients of the leaves. */
  List<NDArray> leaves() {
    return Arrays.asList(found);
  }

  /** The gradients of the word embeddings of the first passes. */
  List<NDArray> words() {
    return words;
  }

  /** The gradient of the table of words where the loss depends on it directly, or null. */
  NDArray table() {
    return table;
  }
}
