package governance.runtime.internal.train;

import governance.api.run.ContributionInfo;
import governance.api.train.PenaltyTerm;
import governance.engine.StepResult.Estimate;
import governance.engine.Term;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.train.PrecisionWatch.Warning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A penalty in training: its term at the border, and its weight in each step. */
public final class TrainedPenalty {
  private final ContributionInfo info;
  private final Weight weight;
  private final Term term;
  private final Multiplier multiplier;
  private final PrecisionWatch precision = new PrecisionWatch();

  /** Takes a prepared term into training. */
  public TrainedPenalty(ContributionInfo info, Weight weight, PenaltyTerm term, StepWatch watch) {
    this.info = info;
    this.weight = weight;
    this.term = new Term(info.id(), new GuardedTerm(info, term, watch));
    boolean adversary = !this.term.term().parameters().isEmpty();
    this.multiplier =
        weight instanceof Weight.Target t ? new Multiplier(t.value(), adversary) : null;
  }

  /** Returns the contribution. */
  public ContributionInfo info() {
    return info;
  }

  /** Returns the term as the engine takes it. */
  public Term term() {
    return term;
  }

  /** Returns the number of values that the penalty trains for itself. */
  public long ownValues() {
    return term.term().parameters().stream()
        .mapToLong(p -> p.shape().stream().reduce(1L, Math::multiplyExact))
        .sum();
  }

  /** Returns the weight in a step. */
  double at(long step, long steps) {
    if (weight instanceof Weight.Constant constant) {
      return constant.value();
    }
    return weight instanceof Weight.Ramp ramp ? ramp.at(step, steps) : multiplier.weight();
  }

  /** An adapted weight becomes what the observed steps ask for. */
  void adopt() {
    if (multiplier != null) {
      multiplier.adopt();
    }
  }

  /** Takes the value that the term had in a step, in the order of the steps. */
  void observe(double value) {
    if (multiplier != null) {
      multiplier.observe(value);
    }
  }

  /** Takes how precisely the step measured it; returns a warning the first time one is due. */
  Optional<Warning> observe(long step, Estimate estimate) {
    return precision.observe(info.id(), step, estimate);
  }

  /** Returns the warning that batches are too small, empty if there was none. */
  public Optional<Warning> imprecise() {
    return precision.warned();
  }

  /** Returns the target of an adapted weight, empty for other weights. */
  public Optional<Double> target() {
    return weight instanceof Weight.Target t ? Optional.of(t.value()) : Optional.empty();
  }

  /** Returns what a resumed run needs to know of the precision. */
  List<Double> precision() {
    return precision.state();
  }

  void restorePrecision(List<Double> state) {
    precision.restore(info.id(), state);
  }

  /** Returns what a resumed run needs, empty when the weight follows from the step alone. */
  List<Double> state() {
    if (multiplier == null) {
      return List.of();
    }
    double[] state = multiplier.state();
    return Arrays.stream(state).boxed().toList();
  }

  void restore(List<Double> state) {
    if (multiplier != null) {
      multiplier.restore(state.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
