package governance.engine.internal.io;

import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;

/** Parameters with low-rank updates added to the weights: W + alpha / rank · B A. */
final class MergedWeights {
  private static final String WEIGHT = ".weight";

  private final ModelConfig config;
  private final Parameters parameters;

  MergedWeights(ModelConfig config, Parameters parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** The values of a Hugging Face parameter. */
  Values values(String name) {
    String module = name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : "";
    return config
        .lora()
        .filter(lora -> lora.modules().contains(module))
        .map(lora -> merged(lora, module))
        .orElseGet(() -> parameters.values(name));
  }

  /** Sums in double precision and rounds once. */
  private Values merged(Lora lora, String module) {
    float[] weight = parameters.values(module + WEIGHT).toArray();
    float[] down = parameters.values(Lora.down(module)).toArray();
    float[] up = parameters.values(Lora.up(module)).toArray();
    int rank = lora.rank();
    int in = down.length / rank;
    double[] row = new double[in];
    for (int o = 0; o < up.length / rank; o++) {
      java.util.Arrays.fill(row, 0);
      for (int r = 0; r < rank; r++) {
        double b = up[o * rank + r] * lora.scale();
        for (int i = 0; i < in; i++) {
          row[i] += b * down[r * in + i];
        }
      }
      for (int i = 0; i < in; i++) {
        weight[o * in + i] = (float) (weight[o * in + i] + row[i]);
      }
    }
    return Values.of(weight);
  }
}
