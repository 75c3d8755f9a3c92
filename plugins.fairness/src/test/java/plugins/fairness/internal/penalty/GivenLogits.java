package plugins.fairness.internal.penalty;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.PenaltyCase;
import governance.testkit.TestTensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batches whose logits are given as numbers, and what penalties make of them. */
final class GivenLogits {
  /** Logits must be below this; the model of a case gives SCALE · tanh(x). */
  private static final double SCALE = 30;

  private GivenLogits() {}

  /** A batch of two classes whose favourable class has the given probabilities. */
  static PenaltyCase probabilities(double[] favourable, int[] labels, int... groups) {
    double[][] logits =
        Arrays.stream(favourable)
            .mapToObj(p -> new double[] {0, Math.log(p / (1 - p))})
            .toArray(double[][]::new);
    return of(logits, labels, ones(labels.length), groups);
  }

  static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A batch with logits [B][C]; groups are numbered, -1 for none. */
  static PenaltyCase of(double[][] logits, int[] labels, double[] weights, int... groups) {
    int rows = logits.length;
    int classes = logits[0].length;
    int[] lengths = new int[rows];
    Arrays.fill(lengths, 1);
    double[] words =
        Arrays.stream(logits).flatMapToDouble(Arrays::stream).map(GivenLogits::word).toArray();
    double[] classifier = new double[classes * classes];
    for (int c = 0; c < classes; c++) {
      classifier[c * classes + c] = SCALE;
    }
    int most = Arrays.stream(groups).max().orElse(0);
    List<String> names = IntStream.rangeClosed(0, most).mapToObj(i -> "g" + i).toList();
    return new PenaltyCase(
        "given logits",
        Task.SEQUENCE_CLASSIFICATION,
        lengths,
        classes,
        classes,
        Arrays.stream(labels).mapToObj(v -> new int[] {v}).toArray(int[][]::new),
        IntStream.range(0, rows).toArray(),
        new LinkedHashMap<>(Map.of("g", new Groups(names, groups))),
        Map.of(),
        weights,
        classes - 1,
        0,
        words,
        classifier);
  }

  private static double word(double logit) {
    double t = logit / SCALE;
    return 0.5 * Math.log((1 + t) / (1 - t));
  }

  static double value(Penalty penalty, PenaltyCase batch, Map<String, ?> settings) {
    PenaltyTerm term = penalty.prepare(batch.setup(settings));
    return step(term, batch, CaseBuffers.of(term));
  }

  /** Evaluates a term once more with what it kept so far. */
  static double step(PenaltyTerm term, PenaltyCase batch, CaseBuffers buffers) {
    double value = TestTensors.in(s -> term.evaluate(batch.context(s, term, buffers)).item());
    buffers.endStep();
    return value;
  }

  /** Returns the gradient for the logits, row by row. */
  static double[] gradient(PenaltyTerm term, PenaltyCase batch, CaseBuffers buffers) {
    return TestTensors.in(
        scope -> {
          PenaltyContext context = batch.context(scope, term, buffers);
          Tensor at = context.embeddings();
          double[] words = at.toArray();
          double[] slope = term.evaluate(context).add(at.sum().mul(0)).gradient(at).toArray();
          Arrays.setAll(slope, i -> slope[i] / (SCALE * (1 - Math.pow(Math.tanh(words[i]), 2))));
          return slope;
        });
  }
}
