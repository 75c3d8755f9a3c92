package governance.testkit;

import governance.api.data.Canary;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.testkit.EvaluationCase.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A model under attack, for metrics under test.
 *
 * @param model answers for texts
 * @param comparison members and non-members; drawn already, so that {@link #compare} returns it
 * @param canaries what was planted, or could have been
 * @param spent budget of the gradient policy
 * @param level confidence level of intervals
 * @param seed seed of what a metric draws
 */
public record AttackCase(
    QueryableModel model,
    Comparison comparison,
    List<Canary> canaries,
    Map<String, Double> spent,
    double level,
    long seed)
    implements AttackedModel {

  /** Copies list and map. */
  public AttackCase {
    canaries = List.copyOf(canaries);
    spent = Map.copyOf(spent);
  }

  /** Returns an ordinary case: members are predicted better, and four reference models exist. */
  public static AttackCase regular(Task task) {
    EvaluationCase of = EvaluationCase.regular(task);
    List<Reference> references = new ArrayList<>();
    for (int r = 0; r < 4; r++) {
      List<Boolean> members = half(r, of.texts().size());
      List<Boolean> others = half(r + 1, of.texts().size());
      references.add(
          new Reference(
              answers(of, members, 31 + r), members, answers(of, others, 57 + r), others));
    }
    List<Boolean> all = half(-1, of.texts().size()).stream().map(in -> true).toList();
    List<Boolean> none = all.stream().map(in -> false).toList();
    Comparison comparison =
        new Comparison(
            answers(of, all, 5), answers(of, none, 7), references, 0, texts(of), texts(of));
    return new AttackCase(
        new CaseQueries(task, of.classes()),
        comparison,
        canaries(of.classes(), task),
        Map.of("epsilon", 3.0, "delta", 1e-5),
        0.95,
        11);
  }

  /** Texts that tell the protected attributes. */
  private static List<String> texts(EvaluationCase of) {
    return IntStream.range(0, of.texts().size())
        .mapToObj(
            i ->
                "row "
                    + i
                    + " is "
                    + of.texts().get(i).sex()
                    + " of age "
                    + of.texts().get(i).age())
        .toList();
  }

  /** Which rows a reference model saw: of four models each row was in two. */
  private static List<Boolean> half(int model, int rows) {
    return IntStream.range(0, rows).mapToObj(row -> (row + model) % 4 < 2).toList();
  }

  /** The texts with the true class more probable where they were trained on. */
  private static EvaluationSet answers(EvaluationCase of, List<Boolean> trainedOn, long seed) {
    Random random = new Random(seed);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < of.texts().size(); i++) {
      Text text = of.texts().get(i);
      double[][] scores = new double[text.scores().length][];
      for (int row = 0; row < scores.length; row++) {
        double[] odds = random.doubles(of.classes().size(), 0.2, 1).toArray();
        odds[text.labels()[row]] += trainedOn.get(i) ? 3 * random.nextDouble() : 0;
        double sum = Arrays.stream(odds).sum();
        scores[row] = Arrays.stream(odds).map(v -> v / sum).toArray();
      }
      texts.add(
          new Text(
              text.labels(), text.predictions(), scores, text.sex(), text.age(), text.weight()));
    }
    return of.with("attacked", texts).set();
  }

  private static List<Canary> canaries(List<String> classes, Task task) {
    List<Canary> canaries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String text = "canary w" + i + " x" + 7 * i % 11;
      String label =
          switch (task) {
            case SEQUENCE_CLASSIFICATION -> classes.get(i % classes.size());
            case TOKEN_CLASSIFICATION -> "O " + classes.get(1) + " O";
            case MASKED_LANGUAGE_MODEL -> "w" + i;
          };
      canaries.add(new Canary(text, label, i < 20 && i % 2 == 0 ? 1 : 0, i < 20 ? 0.5 : 0));
    }
    return canaries;
  }

  /** Returns the same with other members and non-members. */
  public AttackCase with(Comparison other) {
    return new AttackCase(model, other, canaries, spent, level, seed);
  }

  /** Returns the same with another model to ask. */
  public AttackCase with(QueryableModel other) {
    return new AttackCase(other, comparison, canaries, spent, level, seed);
  }

  /** Returns the same with other canaries. */
  public AttackCase with(List<Canary> others) {
    return new AttackCase(model, comparison, others, spent, level, seed);
  }

  /** Returns the same with another budget. */
  public AttackCase spending(Map<String, Double> other) {
    return new AttackCase(model, comparison, canaries, other, level, seed);
  }

  /** Returns the same without reference models. */
  public AttackCase withoutReferences() {
    return with(
        new Comparison(
            comparison.members(),
            comparison.others(),
            List.of(),
            comparison.duplicates(),
            comparison.memberTexts(),
            comparison.otherTexts()));
  }

  @Override
  public Comparison compare(int most) {
    return comparison;
  }
}
