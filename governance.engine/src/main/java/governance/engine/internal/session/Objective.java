package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import governance.api.model.Tensor;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.ExplicitLoopException;
import governance.engine.internal.train.WholeGraphException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Base loss plus weighted terms, in the terms' stable order. */
final class Objective {
  private final SessionSetup setup;
  private final List<Term> active;
  private final double[] weights;

  /** Takes the terms that have a weight. */
  Objective(SessionSetup setup, Map<String, Double> weightOf) {
    this.setup = setup;
    this.active = setup.terms().stream().filter(t -> weightOf.containsKey(t.id())).toList();
    this.weights = active.stream().mapToDouble(t -> weightOf.get(t.id())).toArray();
  }

  List<String> ids() {
    return active.stream().map(Term::id).toList();
  }

  /**
   * Returns loss plus weighted terms for one part, and the values read back.
   *
   * @param labels number of labels that the sum of the loss is divided by
   * @param share what the terms are multiplied by: the part's share of the batch
   */
  Result of(StepContext context, double labels, double share) {
    return of(context, context.lossSums().mul(context.weights()).sum().div(labels), share);
  }

  /**
   * Returns the sum of what the objective is for each row alone. The terms look at rows one by one,
   * so their mean over the rows is the term of all.
   */
  Result ofRows(StepContext context) {
    return of(context, context.ownLosses(), context.size());
  }

  private Result of(StepContext context, Tensor loss, double share) {
    List<NDArray> terms = new ArrayList<>();
    for (Term term : active) {
      terms.add(TensorSpace.array(evaluate(term, context)));
    }
    double[] scaled = Arrays.stream(weights).map(w -> w * share).toArray();
    NDArray base = TensorSpace.array(loss);
    NDList both =
        setup.script().call("combine").with(base).with(terms).with(scaled).run(base.getManager());
    float[] values = both.get(1).toFloatArray();
    check(values);
    Map<String, StepResult.Estimate> estimates = new LinkedHashMap<>();
    context.estimates().forEach((id, pair) -> estimates.put(id, estimate(id, pair)));
    return new Result(both.get(0), values, estimates);
  }

  private static StepResult.Estimate estimate(String id, List<Tensor> pair) {
    try {
      double gap = pair.get(0).item();
      double error = pair.get(1).item();
      if (gap >= 0 && error >= 0 && gap + error < Double.POSITIVE_INFINITY) {
        return new StepResult.Estimate(gap, error);
      }
      String got = "said that it estimates a gap of " + gap + " with a standard error of " + error;
      throw new TermFailedException(id, got, null);
    } catch (IllegalArgumentException e) {
      throw thrown(id, e);
    }
  }

  private static Tensor evaluate(Term term, StepContext context) {
    Tensor value;
    try {
      value = term.term().evaluate(context.of(term));
    } catch (OutOfMemoryError | ExplicitLoopException | WholeGraphException e) {
      throw e;
    } catch (Throwable e) {
      throw thrown(term.id(), e);
    }
    if (value == null) {
      throw new TermFailedException(term.id(), "returned null instead of a tensor", null);
    }
    if (value.shape().length != 0) {
      String got = "returned shape " + Arrays.toString(value.shape()) + " instead of a scalar";
      throw new TermFailedException(term.id(), got, null);
    }
    return value;
  }

  private static TermFailedException thrown(String id, Throwable e) {
    String what = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return new TermFailedException(id, "threw " + what, e);
  }

  private void check(float[] values) {
    for (int i = 0; i <= active.size(); i++) {
      if (!Float.isFinite(values[i])) {
        String id = i == 0 ? "loss" : active.get(i - 1).id();
        throw new TermFailedException(id, "gave " + values[i], null);
      }
    }
    if (!Float.isFinite(values[values.length - 1])) {
      throw new TermFailedException("loss", "loss plus weighted terms is too large", null);
    }
  }

  /**
   * Returns whose gradient for the word embeddings or its own tensors is not finite, {@code loss}
   * if none is found.
   */
  String culprit(StepContext context) {
    for (Term term : active) {
      Tensor value = evaluate(term, context);
      if (!finite(value, context.embeddings())
          || !context.own(term).stream().allMatch(own -> finite(value, own))) {
        return term.id();
      }
    }
    return "loss";
  }

  private static boolean finite(Tensor value, Tensor input) {
    double[] slope = value.add(input.sum().mul(0)).gradient(input).toArray();
    return Arrays.stream(slope).allMatch(Double::isFinite);
  }

  /**
   * The sum to differentiate.
   *
   * @param total loss plus weighted terms
   * @param values loss, terms, total
   * @param estimates how precisely terms measured what they penalise, by id
   */
  record Result(NDArray total, float[] values, Map<String, StepResult.Estimate> estimates) {}
}
