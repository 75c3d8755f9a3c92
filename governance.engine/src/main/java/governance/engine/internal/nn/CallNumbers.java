package governance.engine.internal.nn;

import governance.api.model.Task;
import java.util.stream.LongStream;

/** The numbers about a model that every call of the script text reads. */
final class CallNumbers {
  private final ModelConfig config;
  private final boolean half;
  private final long[] plan;
  private final long[] updates;

  CallNumbers(ModelConfig config, boolean half) {
    this.config = config;
    this.half = half;
    this.plan = ParameterLayout.plan(config.encoder());
    this.updates =
        config
            .lora()
            .map(l -> new LoraLayout(config.encoder(), l))
            .map(l -> l.plan(ParameterLayout.end(config.encoder())))
            .orElse(new long[0]);
  }

  /** How the leaves are used. */
  long[] plan() {
    return plan;
  }

  /** Where the leaves of low-rank updates stand, as {@link LoraLayout#plan} says it, or nothing. */
  long[] updates() {
    return updates;
  }

  /** The sequence head reads the first position only, so the last layer need give no other. */
  boolean firstOnly() {
    return config.task() == Task.SEQUENCE_CLASSIFICATION;
  }

  /**
   * Returns the whole numbers.
   *
   * @param prune whether positions that nothing reads may be left out
   */
  long[] whole(Graph graph, boolean prune) {
    EncoderConfig e = config.encoder();
    long[] n = {
      e.heads(),
      e.activation().ordinal(),
      config.task().ordinal(),
      half ? 1 : 0,
      graph.flash() ? 1 : 0,
      graph.leaf() ? 1 : 0,
      prune && firstOnly() ? 1 : 0
    };
    return LongStream.concat(LongStream.of(n), LongStream.of(updates)).toArray();
  }

  /** Returns the factors: epsilon of norms, scales of dropout, scale of updates. */
  double[] factors() {
    EncoderConfig e = config.encoder();
    return new double[] {
      e.epsilon(),
      KeepBits.scale(e.hiddenDropout()),
      KeepBits.scale(e.attentionDropout()),
      KeepBits.scale(config.headDropout()),
      KeepBits.scale(config.lora().map(Lora::dropout).orElse(0.0)),
      config.lora().map(Lora::scale).orElse(0.0)
    };
  }
}
