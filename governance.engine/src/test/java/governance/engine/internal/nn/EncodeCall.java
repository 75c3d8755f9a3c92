package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import governance.api.model.Task;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The script text called with given arrays, in their precision.
 *
 * @param keep dropout flags, or an empty list
 * @param scale what kept values are multiplied by
 * @param first whether the last layer is computed for the first position only
 */
record EncodeCall(
    ScriptModule script, ModelConfig config, List<NDArray> keep, double scale, boolean first) {
  /** Logits from word embeddings. */
  NDArray run(NDManager root, NDArray word, Inputs in, List<NDArray> p) {
    EncoderConfig e = config.encoder();
    boolean sequence = config.task() == Task.SEQUENCE_CLASSIFICATION;
    long[] n = {
      e.heads(),
      e.activation().ordinal(),
      config.task().ordinal(),
      0,
      keep.isEmpty() ? 1 : 0,
      0,
      first && sequence ? 1 : 0
    };
    double update = config.lora().map(Lora::scale).orElse(0.0);
    double[] c = {e.epsilon(), scale, scale, scale, scale, update};
    long[] updates =
        config
            .lora()
            .map(l -> new LoraLayout(e, l).plan(ParameterLayout.end(e)))
            .orElse(new long[0]);
    boolean wide = word.getDataType() == DataType.FLOAT64;
    NDArray bias = wide ? in.bias().toType(DataType.FLOAT64, false) : in.bias();
    NDList r =
        script
            .call("encode")
            .with(word)
            .with(in.types())
            .with(bias)
            .with(keep)
            .with(p)
            .with(LongStream.concat(LongStream.of(n), LongStream.of(updates)).toArray())
            .with(ParameterLayout.plan(e))
            .with(c)
            .with(List.of())
            .with(new long[0])
            .run(root);
    return r.get(0);
  }

  /** Sizes of the flags: embeddings, each layer, head. */
  static int[] flagCounts(ModelConfig config, int rows, int length, boolean first) {
    EncoderConfig e = config.encoder();
    boolean sequence = config.task() == Task.SEQUENCE_CLASSIFICATION;
    int sites = (e.family().dropAttention() ? 1 : 0) + (e.family().dropOutput() ? 1 : 0);
    int[] counts = new int[e.depth() + 2];
    counts[0] = rows * length * e.form().embedding();
    for (int l = 0; l < e.depth(); l++) {
      int queries = first && sequence && l == e.depth() - 1 ? 1 : length;
      int layer = l;
      int updates =
          config
              .lora()
              .map(u -> new LoraLayout(e, u).flags(layer, rows, queries, length))
              .orElse(0);
      counts[l + 1] = rows * queries * (e.heads() * length + sites * e.hidden()) + updates;
    }
    int twice = sequence && e.family().head().dropFirst() ? 2 : 1;
    counts[e.depth() + 1] = sequence ? twice * rows * e.hidden() : rows * length * e.hidden();
    return counts;
  }
}
