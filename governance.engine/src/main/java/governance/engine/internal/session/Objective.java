package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import governance.api.model.Tensor;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.ExplicitLoopException;
import governance.engine.internal.train.WholeGraphException;
import java.util.ArrayList;
import java.util.Arrays;
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
   * Returns loss plus weighted terms for one part, and the values.
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
    return of(context, loss, share, active.stream().map(t -> evaluate(t, context)).toList());
  }

  private Result of(StepContext context, Tensor loss, double share, List<Tensor> terms) {
    double[] scaled = Arrays.stream(weights).map(w -> w * share).toArray();
    NDArray base = TensorSpace.array(loss);
    NDList both =
        setup
            .script()
            .call("combine")
            .with(base)
            .with(terms.stream().map(TensorSpace::array).toList())
            .with(scaled)
            .run(base.getManager());
    List<Integer> estimated = new ArrayList<>();
    List<NDArray> estimates = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      List<Tensor> pair = context.estimates().get(active.get(i).id());
      if (pair != null) {
        estimated.add(i);
        pair.forEach(value -> estimates.add(TensorSpace.array(value)));
      }
    }
    return new Result(both.get(0), both.get(1), estimated, estimates);
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
    single(term.id(), context.estimates().getOrDefault(term.id(), List.of()));
    return value;
  }

  private static void single(String id, List<Tensor> estimate) {
    for (Tensor value : estimate) {
      if (Arrays.stream(value.shape()).reduce(1, (a, b) -> a * b) != 1) {
        String got = "estimated with shape " + Arrays.toString(value.shape()) + ", not one number";
        throw new TermFailedException(id, got, null);
      }
    }
  }

  private static TermFailedException thrown(String id, Throwable e) {
    String what = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return new TermFailedException(id, "threw " + what, e);
  }

  /**
   * Says why a part of a step that failed did: computes it again and looks at each value.
   *
   * @param labels as in {@link #of}
   * @param share as in {@link #of}
   * @return whose gradient for the word embeddings or its own tensors is not finite, {@code loss}
   *     if none is found
   * @throws TermFailedException if a value is not what it must be
   */
  String culprit(StepContext context, double labels, double share) {
    Tensor loss = context.lossSums().mul(context.weights()).sum().div(labels);
    // where it is not finite, that of the terms follows from it
    check("loss", loss.item());
    List<Tensor> terms = new ArrayList<>();
    for (Term term : active) {
      Tensor value = evaluate(term, context);
      check(term.id(), value.item());
      if (context.estimates().containsKey(term.id())) {
        check(term.id(), context.estimates().get(term.id()));
      }
      terms.add(value);
    }
    float total = Readback.floats(of(context, loss, share, terms).total())[0];
    if (!Float.isFinite(total)) {
      throw new TermFailedException("loss", "loss plus weighted terms is too large", null);
    }
    for (int i = 0; i < active.size(); i++) {
      Tensor value = terms.get(i);
      if (!finite(value, context.embeddings())
          || !context.own(active.get(i)).stream().allMatch(own -> finite(value, own))) {
        return active.get(i).id();
      }
    }
    return "loss";
  }

  static void check(String id, double value) {
    if (!Double.isFinite(value)) {
      throw new TermFailedException(id, "returned " + value + ", expected a finite number", null);
    }
  }

  private static void check(String id, List<Tensor> pair) {
    double gap = pair.get(0).item();
    double error = pair.get(1).item();
    if (!(gap >= 0 && error >= 0 && gap + error < Double.POSITIVE_INFINITY)) {
      String got = "said that it estimates a gap of " + gap + " with a standard error of " + error;
      throw new TermFailedException(id, got, null);
    }
  }

  private static boolean finite(Tensor value, Tensor input) {
    double[] slope = value.add(input.sum().mul(0)).gradient(input).toArray();
    return Arrays.stream(slope).allMatch(Double::isFinite);
  }

  /**
   * The sum to differentiate. Everything ends with the pass.
   *
   * @param total loss plus weighted terms
   * @param values loss, total, then the terms
   * @param estimated which terms said how precisely they measured what they penalise
   * @param estimates gap and standard error of each of these
   */
  record Result(NDArray total, NDArray values, List<Integer> estimated, List<NDArray> estimates) {}
}
