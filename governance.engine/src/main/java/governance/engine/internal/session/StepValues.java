package governance.engine.internal.session;

import governance.engine.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of loss and terms over the parts of a batch. */
final class StepValues {
  private final List<String> ids;
  private final double[] sums;
  private final Map<String, StepResult.Estimate> estimates = new LinkedHashMap<>();
  private double adversarial = Double.NaN;

  StepValues(List<String> ids) {
    this.ids = new ArrayList<>(ids);
    this.sums = new double[ids.size() + 2];
  }

  /** Adds the values of a part: loss, terms, total. */
  void add(float[] values, double lossShare, double termShare) {
    for (int i = 0; i < sums.length; i++) {
      boolean term = i > 0 && i <= ids.size();
      sums[i] += values[i] * (term ? termShare : lossShare);
    }
  }

  /** Adds what terms said of their precision in a part; the shares of all parts add up to 1. */
  void add(Map<String, StepResult.Estimate> part, double share) {
    part.forEach((id, e) -> estimates.merge(id, e.times(share), (a, b) -> a.plus(b)));
  }

  Map<String, StepResult.Estimate> estimates() {
    return estimates;
  }

  /** Adds the base loss of a part at perturbed embeddings. */
  void addAdversarial(double value) {
    adversarial = Double.isNaN(adversarial) ? value : adversarial + value;
  }

  double adversarial() {
    return adversarial;
  }

  double loss() {
    return sums[0];
  }

  /** What was minimised, the loss at perturbed embeddings included. */
  double total() {
    double total = sums[sums.length - 1];
    return Double.isNaN(adversarial) ? total : total + adversarial;
  }

  Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      terms.put(ids.get(i), sums[i + 1]);
    }
    return terms;
  }
}
