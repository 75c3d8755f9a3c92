package governance.engine.internal.noise;

import governance.engine.internal.script.ScriptModule;
import java.util.Arrays;

/** Noise by the script's operations, some 700 for each call, on any device. */
final class ScriptNoise implements NoiseForm {
  /** Values take about 60 bytes each while they are drawn; whole blocks of the key stream. */
  private static final long MOST = 699_050 * 6;

  private final ScriptModule script;

  ScriptNoise(ScriptModule script) {
    this.script = script;
  }

  @Override
  public long mostValues() {
    return MOST;
  }

  @Override
  public int mostParts() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void add(Call call) {
    long[] key = Arrays.stream(call.key()).asLongStream().toArray();
    var made = script.call("noise_add").with(call.sums()).with(call.starts()).with(call.counts());
    made.with(key).with(call.first()).with(call.deviation());
    made.with(1 / call.grid()).with(call.grid() * call.factor());
    made.one(call.sums().get(0).getManager()).close();
    Arrays.fill(key, 0);
  }
}
