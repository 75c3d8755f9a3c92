package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import java.util.stream.IntStream;

/** What is observed of the rows of a batch. */
@FunctionalInterface
interface Quantity {
  /** Returns the observations of K quantities, the same number for every batch. */
  Observed of(PenaltyContext batch);

  /** The probability of each class that is looked at, over all rows. */
  static Quantity outcomes(Classes classes) {
    return batch -> {
      Tensor scores = classes.scores(batch);
      return Observed.of(scores, ones(scores));
    };
  }

  /** The probability of a class over the cases of that class: its true positive rate. */
  static Quantity truePositives(Classes classes, PenaltySetup setup) {
    int favourable = setup.favourable();
    return batch ->
        classes == Classes.ALL
            ? Observed.of(batch.probabilities(), oneHot(batch, setup))
            : Observed.of(
                one(batch.probabilities(), favourable), one(oneHot(batch, setup), favourable));
  }

  /**
   * The probability of the favourable class over its own cases and over all others, or the
   * probability of every class over the cases of every class: C² quantities.
   */
  static Quantity outcomesByLabel(Classes classes, PenaltySetup setup) {
    int favourable = setup.favourable();
    return batch -> {
      Tensor labels = oneHot(batch, setup);
      if (classes == Classes.ALL) {
        return table(batch.probabilities(), labels);
      }
      Tensor yes = one(labels, favourable);
      Tensor no = labels.sum(-1).unsqueeze(-1).sub(yes);
      Tensor scores = one(batch.probabilities(), favourable);
      return Observed.of(scores, yes.concat(-1, no));
    };
  }

  private static Observed table(Tensor probabilities, Tensor labels) {
    long[] shape = probabilities.shape();
    int classes = (int) shape[shape.length - 1];
    long[] flat = shape.clone();
    flat[flat.length - 1] = (long) classes * classes;
    Tensor ones = ones(probabilities).unsqueeze(-2);
    Tensor condition = labels.unsqueeze(-1).mul(ones).reshape(flat);
    Tensor values = probabilities.unsqueeze(-2).mul(ones.transpose(-1, -2)).reshape(flat);
    return Observed.of(values, condition);
  }

  /**
   * Whether a case has a class, over the cases to which the model gives it: each counts by the
   * probability that the class is chosen.
   */
  static Quantity precisions(Classes classes, PenaltySetup setup) {
    int favourable = setup.favourable();
    return batch -> {
      Tensor labels = oneHot(batch, setup);
      Tensor known = labels.sum(-1).unsqueeze(-1);
      boolean all = classes == Classes.ALL;
      Tensor values = all ? labels : one(labels, favourable);
      Tensor scores = all ? batch.probabilities() : one(batch.probabilities(), favourable);
      return Observed.of(values, scores.mul(known), ones(values).mul(known));
    };
  }

  /** The base loss of a row. */
  static Quantity loss() {
    return batch -> {
      Tensor loss = batch.sampleLoss().unsqueeze(1);
      return Observed.of(loss, ones(loss));
    };
  }

  /** Returns [B, C] or [B, T, C]: 1 at the class of a case; all 0 for a token without a label. */
  static Tensor oneHot(PenaltyContext batch, PenaltySetup setup) {
    int classes = setup.classes().size();
    double[] numbers = IntStream.range(0, classes).asDoubleStream().toArray();
    Tensor labels = batch.labels();
    return labels.unsqueeze(-1).eq(labels.constant(numbers, classes));
  }

  private static Tensor one(Tensor all, int index) {
    return all.slice(-1, index, index + 1L);
  }

  private static Tensor ones(Tensor like) {
    Tensor detached = like.detach();
    return detached.eq(detached);
  }
}
