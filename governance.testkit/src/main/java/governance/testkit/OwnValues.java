package governance.testkit;

import governance.api.model.Tensor;
import governance.api.train.OwnParameter;
import governance.engine.TensorScope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The tensors that a term trains itself, with values to test at: draws near their first values, so
 * that none of them stands at a symmetric point where gradients vanish.
 *
 * @param parameters what the term declared
 * @param values row-major values by name
 */
record OwnValues(List<OwnParameter> parameters, Map<String, double[]> values) {
  /** Values for what a term declared; the same for the same declaration. */
  static OwnValues of(List<OwnParameter> parameters) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (OwnParameter parameter : parameters) {
      long count = parameter.shape().stream().reduce(1L, Math::multiplyExact);
      Random random = new Random(parameter.name().hashCode());
      double spread = Math.max(parameter.deviation(), 0.1);
      double[] draws = new double[Math.toIntExact(count)];
      Arrays.setAll(draws, i -> parameter.mean() + spread * random.nextGaussian());
      values.put(parameter.name(), draws);
    }
    return new OwnValues(parameters, values);
  }

  /** Returns the same with one tensor's values replaced. */
  OwnValues with(String name, double[] other) {
    Map<String, double[]> all = new LinkedHashMap<>(values);
    all.put(name, other);
    return new OwnValues(parameters, all);
  }

  Tensor tensor(OwnParameter parameter, TensorScope scope) {
    long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
    return scope.variable(values.get(parameter.name()), shape);
  }
}
