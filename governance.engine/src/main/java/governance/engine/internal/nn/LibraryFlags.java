package governance.engine.internal.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import governance.engine.internal.script.ScriptModule;
import java.util.List;

/**
 * Draws flags by the library's generator on the device, one kernel a site: the fastest way on a
 * card. They follow from key and site like the others, so a run can be repeated and resumed on the
 * same kind of device, but they are not those of a processor.
 *
 * @param owner of what the call returns, which is closed at once
 */
record LibraryFlags(ScriptModule script, NDManager owner) implements FlagSource {
  @Override
  public void draw(long key, List<Draw> draws) {
    for (Draw d : draws) {
      // a key of its own for each site, so that flags drawn again in backward are the same
      JniUtils.setSeed(new DropoutKey(key, d.site()).mixed());
      script
          .call("keep_drawn")
          .with(d.block())
          .with((long) d.from())
          .with((long) d.count())
          .with(1 - KeepBits.threshold(d.probability()) / 65536.0)
          .one(owner)
          .close();
    }
  }
}
