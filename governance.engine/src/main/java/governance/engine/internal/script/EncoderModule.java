package governance.engine.internal.script;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.GovernanceException;
import java.nio.file.Path;
import java.util.List;

/**
 * A TorchScript encoder of somebody else. Its method {@code forward} takes the ids and the
 * attention mask, both [B, T] int64, the mask 1 for a token and 0 for padding, and returns the last
 * hidden state [B, T, H] float32, alone or as the first of a tuple or list. It is in evaluation
 * mode and is never trained. Thread-safe if the module is.
 */
public final class EncoderModule implements AutoCloseable {
  private static final String ADVICE =
      "Save a module whose forward takes ids and mask and returns the last hidden state";

  private final PtSymbolBlock block;
  private final Path file;
  private final String subject;
  private final int width;

  private EncoderModule(PtSymbolBlock block, Path file, int width) {
    this.block = block;
    this.file = file;
    this.subject = file.toString();
    this.width = width;
  }

  /** The file that it was loaded from. */
  public Path file() {
    return file;
  }

  /**
   * Loads a module and tries it.
   *
   * @param root owns the module
   * @param width H, what the last axis must be
   * @throws GovernanceException if the file holds no such module
   */
  public static EncoderModule load(NDManager root, Path file, int width) {
    try {
      PtSymbolBlock block =
          JniUtils.loadModule((PtNDManager) root, file, true, new String[0], new String[0], false);
      JniUtils.enableInferenceMode(block);
      EncoderModule module = new EncoderModule(block, file, width);
      module.probe(root);
      return module;
    } catch (EngineException e) {
      throw GovernanceException.spec(
          file.toString(),
          "no TorchScript module: " + line(e),
          "what torch.jit.save wrote",
          ADVICE);
    }
  }

  private void probe(NDManager root) {
    try (NDManager owner = root.newSubManager()) {
      NDArray ids = owner.create(new long[6], new Shape(2, 3));
      hidden(owner, ids, ids.onesLike());
    }
  }

  /**
   * Computes hidden states, which carry no gradient.
   *
   * @throws GovernanceException if the module fails or gives something else
   */
  public NDArray hidden(NDManager owner, NDArray ids, NDArray mask) {
    NDList result = run(owner, ids, mask);
    NDArray hidden = result.isEmpty() ? null : result.get(0);
    long[] wanted = {ids.getShape().get(0), ids.getShape().get(1), width};
    if (hidden == null
        || !hidden.getShape().equals(new Shape(wanted))
        || hidden.getDataType() != DataType.FLOAT32) {
      String got = hidden == null ? "nothing" : hidden.getShape() + " " + hidden.getDataType();
      String allowed = "hidden states of shape " + new Shape(wanted);
      throw GovernanceException.spec(subject, "forward gave " + got, allowed + " float32", ADVICE);
    }
    return hidden;
  }

  private NDList run(NDManager owner, NDArray ids, NDArray mask) {
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (IValue first = IValue.from((PtNDArray) ids);
        IValue second = IValue.from((PtNDArray) mask);
        IValue result = TrainingInvoker.invoke(block, "forward", List.of(first, second))) {
      return result.toNDList((PtNDManager) owner);
    } catch (EngineException e) {
      throw GovernanceException.spec(subject, "forward failed: " + line(e), "", ADVICE);
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  /** The last line that says something: traces of the module's code come before it. */
  private static String line(EngineException e) {
    List<String> lines =
        String.valueOf(e.getMessage())
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList();
    return lines.isEmpty() ? "unknown" : lines.get(lines.size() - 1);
  }

  @Override
  public void close() {
    block.close();
  }
}
