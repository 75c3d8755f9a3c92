package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Rows of two classes with a score of the favourable one, a group and a draw. */
final class Rows {
  private final List<Integer> labels = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<Double> draws = new ArrayList<>();

  Rows add(int label, double score, String group) {
    return add(label, score, group, 0.5);
  }

  Rows add(int label, double score, String group, double draw) {
    labels.add(label);
    scores.add(score);
    groups.add(group);
    draws.add(draw);
    return this;
  }

  /** Rows whose scores and labels go together more or less, with other base rates by group. */
  static Rows random(int size, long seed, String... names) {
    Random random = new Random(seed);
    Rows rows = new Rows();
    for (int i = 0; i < size; i++) {
      int group = random.nextInt(names.length);
      double logit = random.nextGaussian() + 0.8 * group;
      int label = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      double score = 1 / (1 + Math.exp(-logit - 0.5 * random.nextGaussian()));
      rows.add(label, score, names[group], random.nextDouble());
    }
    return rows;
  }

  int size() {
    return labels.size();
  }

  EvaluationSet set() {
    double[] favourable = scores.stream().mapToDouble(Double::doubleValue).toArray();
    double[] other = Arrays.stream(favourable).map(s -> 1 - s).toArray();
    int[] predicted = Arrays.stream(favourable).mapToInt(s -> s > 0.5 ? 1 : 0).toArray();
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels.stream().mapToInt(Integer::intValue).toArray())
        .predictions(predicted)
        .scores(new double[][] {other, favourable})
        .draws(draws.stream().mapToDouble(Double::doubleValue).toArray())
        .groups("sex", groups)
        .build();
  }

  /** The share of rows of a group, and of a class unless it is −1, that are decided favourably. */
  static double rate(EvaluationSet set, int[] decided, String group, int label) {
    int index = set.groups("sex").names().indexOf(group);
    double favoured = 0;
    double all = 0;
    for (int row = 0; row < decided.length; row++) {
      boolean counts = label < 0 || set.labels()[row] == label;
      if (set.groups("sex").index()[row] == index && counts) {
        favoured += decided[row] == 1 ? 1 : 0;
        all++;
      }
    }
    return favoured / all;
  }
}
