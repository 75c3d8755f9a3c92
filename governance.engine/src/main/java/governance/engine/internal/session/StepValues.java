package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import governance.engine.StepResult;
import governance.engine.internal.train.StepRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Loss and terms of a step, added up over the parts of its batch on the device. What they are is
 * known when the record has been read.
 */
final class StepValues {
  private final StepRecord record;
  private final List<String> ids;
  private final Set<Integer> estimated = new TreeSet<>();
  private boolean adversarial;

  StepValues(StepRecord record, Objective objective) {
    this.record = record;
    this.ids = objective.ids();
  }

  /** Adds a part; the shares of all parts add up to 1. */
  void add(Objective.Result part, double lossShare, double termShare) {
    record.add(
        part.values(), new double[] {lossShare, termShare}, part.estimates(), part.estimated());
    estimated.addAll(part.estimated());
  }

  /** Adds the base loss of a part at perturbed embeddings, and returns it. */
  NDArray addAdversarial(NDArray loss) {
    record.addAdversarial(loss);
    adversarial = true;
    return loss;
  }

  double adversarial(StepRecord.Row row) {
    return adversarial ? row.adversarial() : Double.NaN;
  }

  /** What was minimised, the loss at perturbed embeddings included. */
  double total(StepRecord.Row row) {
    return adversarial ? row.total() + row.adversarial() : row.total();
  }

  Map<String, Double> terms(StepRecord.Row row) {
    Map<String, Double> terms = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      terms.put(ids.get(i), row.term(i));
    }
    return terms;
  }

  /** Returns how precisely terms measured what they penalise, by id. */
  Map<String, StepResult.Estimate> estimates(StepRecord.Row row) {
    Map<String, StepResult.Estimate> estimates = new LinkedHashMap<>();
    estimated.forEach(
        i -> estimates.put(ids.get(i), new StepResult.Estimate(row.gap(i), row.standardError(i))));
    return estimates;
  }
}
