package governance.engine.internal.script;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The TorchScript module of the engine, loaded once. Thread-safe: the module has no state, and a
 * {@link ScriptCall} carries its own arguments. Close it (or the manager given) last.
 */
public final class ScriptModule implements AutoCloseable {
  private final PtSymbolBlock block;
  private final String digest;

  private ScriptModule(PtSymbolBlock block, String digest) {
    this.block = block;
    this.digest = digest;
  }

  /** Loads the shipped text; results of calls live on the device of their arguments. */
  public static ScriptModule load(NDManager root) {
    return load(root, ScriptText.methods(), ScriptText.digest());
  }

  static ScriptModule load(NDManager root, String methods, String digest) {
    try (var in = new ByteArrayInputStream(ModuleArchive.of(methods))) {
      return new ScriptModule(JniUtils.loadModule((PtNDManager) root, in, false, false), digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a call of a method of the text. */
  public ScriptCall call(String method) {
    return new ScriptCall(block, method);
  }

  /** SHA-256 of the text, for the run plan. */
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    block.close();
  }
}
