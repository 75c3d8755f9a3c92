package plugins.fairness.internal.text;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** A model whose answers a test writes down. Its pieces are words in lower case. */
final class ScriptedModel implements QueryableModel {
  static final List<String> CLASSES = List.of("nontoxic", "toxic");

  final List<Cloze> asked = new ArrayList<>();
  final List<String> classified = new ArrayList<>();
  Set<String> unknown = Set.of();
  Optional<String> problem = Optional.empty();
  ToDoubleFunction<String> positive = text -> 0.5;
  ToDoubleBiFunction<String, String> logProbability = (open, piece) -> -1;

  /** Asks a model that classifies; the second class is the favourable one. */
  MetricResult examine(ModelMetric metric, Map<String, Object> settings) {
    return examine(metric, settings, 1);
  }

  MetricResult examine(ModelMetric metric, Map<String, Object> settings, int favourable) {
    EvaluationSet none =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
            .labels(new int[0])
            .predictions(new int[0])
            .favourable(favourable)
            .build();
    return metric.examine(this, none, Settings.of("the metric under test", settings));
  }

  static GroupValue group(MetricResult result, String column, String group) {
    return result.groups().stream()
        .filter(g -> g.column().equals(column) && g.group().equals(group))
        .findFirst()
        .orElseThrow(() -> new AssertionError(column + " " + group + " in " + result.groups()));
  }

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<String> classes() {
    return CLASSES;
  }

  @Override
  public double[][] probabilities(List<String> texts) {
    classified.addAll(texts);
    return texts.stream()
        .mapToDouble(positive)
        .mapToObj(p -> new double[] {1 - p, p})
        .toArray(double[][]::new);
  }

  @Override
  public List<double[][]> wordProbabilities(List<List<String>> texts) {
    throw new IllegalStateException("no words");
  }

  @Override
  public List<PieceScores> pieceScores(List<String> texts) {
    throw new IllegalStateException("no scores of all pieces");
  }

  @Override
  public Optional<String> clozeProblem() {
    return problem;
  }

  private List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (String word : text.replaceAll("([.,;!?'\"])", " $1 ").strip().split("\\s+")) {
      String lower = word.toLowerCase(Locale.ROOT);
      pieces.add(unknown.contains(lower) ? "[UNK]" : lower);
    }
    return pieces;
  }

  @Override
  public List<List<String>> pieces(List<String> texts) {
    return texts.stream().map(this::pieces).toList();
  }

  @Override
  public List<double[]> clozeScores(List<Cloze> clozes) {
    asked.addAll(clozes);
    List<double[]> all = new ArrayList<>();
    for (Cloze cloze : clozes) {
      List<String> pieces = pieces(cloze.text());
      List<String> open = new ArrayList<>(pieces);
      cloze.hidden().forEach(i -> open.set(i, "_"));
      all.add(
          cloze.hidden().stream()
              .mapToDouble(i -> logProbability.applyAsDouble(String.join(" ", open), pieces.get(i)))
              .toArray());
    }
    return all;
  }
}
