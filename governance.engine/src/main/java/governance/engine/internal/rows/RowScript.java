package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.script.ScriptModule;
import java.util.List;

/** Calls of the script whose results end with one backward pass. */
final class RowScript {
  private final ScriptModule script;
  private final NDManager owner;
  private NDArray nothing;

  RowScript(ScriptModule script, NDManager owner) {
    this.script = script;
    this.owner = owner;
  }

  /** Owns the results. */
  NDManager owner() {
    return owner;
  }

  /** Returns an array without elements. */
  NDArray nothing() {
    if (nothing == null) {
      nothing = one(call("nothing"));
    }
    return nothing;
  }

  ScriptCall call(String method) {
    return script.call(method);
  }

  NDArray one(ScriptCall call) {
    return call.one(owner);
  }

  /** Runs a call that works in place. */
  void run(ScriptCall call) {
    call.one(owner).close();
  }

  /** Returns numbers where the model is, without waiting for it. */
  NDArray longs(long[] numbers) {
    return Upload.longs(script, owner, numbers, numbers.length);
  }

  /** Joins arrays [B, T, D] along time, and frees them. */
  NDArray join(List<NDArray> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    NDArray joined = one(call("cat_time").with(all));
    all.forEach(NDArray::close);
    return joined;
  }
}
