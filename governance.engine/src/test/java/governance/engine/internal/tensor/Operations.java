package governance.engine.internal.tensor;

import governance.api.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every differentiable operation as a function of one [3, 4] tensor of values in (0.2, 2). */
final class Operations {
  private Operations() {}

  static Map<String, UnaryOperator<Tensor>> all() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    families().values().forEach(all::putAll);
    return all;
  }

  static Map<String, Map<String, UnaryOperator<Tensor>>> families() {
    Map<String, Map<String, UnaryOperator<Tensor>>> families = new LinkedHashMap<>();
    arithmetic(family(families, "arithmetic"));
    reduction(family(families, "reduction"));
    algebra(family(families, "algebra"));
    shape(family(families, "shape"));
    return families;
  }

  private static Map<String, UnaryOperator<Tensor>> family(
      Map<String, Map<String, UnaryOperator<Tensor>>> families, String name) {
    return families.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }

  private static Tensor other(Tensor x) {
    return x.constant(new double[] {0.3, -1.1, 0.7, 2.5}, 4);
  }

  private static void arithmetic(Map<String, UnaryOperator<Tensor>> all) {
    all.put("add", x -> x.add(other(x)).mul(x));
    all.put("add number", x -> x.add(0.1).square());
    all.put("sub", x -> other(x).sub(x).square());
    all.put("sub number", x -> x.sub(0.1).square());
    all.put("mul", x -> x.mul(other(x)));
    all.put("mul number", x -> x.mul(0.75));
    all.put("div", x -> other(x).div(x.add(0.5)));
    all.put("div number", x -> x.div(0.3));
    all.put("neg", Tensor::neg);
    all.put("pow", x -> x.pow(2.5));
    all.put("square", Tensor::square);
    all.put("sqrt", Tensor::sqrt);
    all.put("exp", Tensor::exp);
    all.put("log", Tensor::log);
    all.put("abs", x -> x.sub(1.03).abs());
    all.put("sigmoid", Tensor::sigmoid);
    all.put("tanh", Tensor::tanh);
    all.put("clampMin", x -> x.clampMin(1.03));
    all.put("clampMax", x -> x.clampMax(1.03));
    all.put("maximum", x -> x.maximum(other(x)));
    all.put("minimum", x -> x.minimum(other(x)));
    all.put("where", x -> x.gt(x.constant(1.03)).where(x.square(), x.neg()));
  }

  private static void reduction(Map<String, UnaryOperator<Tensor>> all) {
    all.put("sum", x -> x.sum().square());
    all.put("sum axis", x -> x.sum(-1).square());
    all.put("mean", x -> x.mean().square());
    all.put("mean axis", x -> x.mean(0).square());
    all.put("max", x -> x.max().square());
    all.put("max axis", x -> x.max(1).square());
    all.put("min axis", x -> x.min(0).square());
    all.put("logSumExp", x -> x.logSumExp(1));
    all.put("norm", x -> x.norm(1));
    all.put("cumSum", x -> x.cumSum(1).square());
    all.put("sort", x -> x.sort(1).mul(other(x)));
  }

  private static void algebra(Map<String, UnaryOperator<Tensor>> all) {
    all.put("matmul", x -> x.matmul(x.transpose(0, 1)));
    all.put("cdist", x -> x.cdist(x.square()));
    all.put("softmax", x -> x.softmax(-1).mul(other(x)));
    all.put("logSoftmax", x -> x.logSoftmax(1).mul(other(x)));
  }

  private static void shape(Map<String, UnaryOperator<Tensor>> all) {
    all.put("reshape", x -> x.reshape(2, -1).square());
    all.put("transpose", x -> x.transpose(0, -1).square());
    all.put("unsqueeze", x -> x.unsqueeze(-1).square());
    all.put("squeeze", x -> x.unsqueeze(0).squeeze(0).square());
    all.put("slice", x -> x.slice(1, 1, 3).square());
    all.put("select", x -> x.select(1, x.constant(new double[] {3, 0, 3}, 3)).square());
    all.put("gather", x -> x.gather(1, x.constant(new double[] {3, 0, 2}, 3, 1)).square());
    all.put("concat", x -> x.concat(0, x.square()).square());
    all.put("gradient", x -> x.pow(3).gradient(x));
  }
}
