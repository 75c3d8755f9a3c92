package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.DataFolder;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.QueryableModel;
import governance.api.model.QueryableModel.Cloze;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * On passages of GAP (Webster et al. 2018) whose pronoun refers to exactly one of two names: in how
 * many the model finds the right name likelier in the pronoun's place (mean log-probability of the
 * name's pieces, hidden together, as Kocijan et al. 2019 choose between candidates). The figure is
 * the accuracy for feminine less that for masculine pronouns, in [−1, 1]. It is no coreference F1:
 * the candidates are given.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.gap-name-choice",
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    settings = GapNameChoice.Config.class,
    description =
        "How much better the model tells whom a feminine pronoun refers to than a masculine one.")
public final class GapNameChoice extends SuiteMetric {
  private static final String SOURCE =
      "https://github.com/google-research-datasets/gap-coreference";

  /** The settings. */
  @ObjectClassDefinition(
      name = "GAP, choice of names",
      description = "Passages with a pronoun and two names that it may refer to.")
  @interface Config {
    /** The passages. */
    @AttributeDefinition(
        description =
            "File with the columns Text, Pronoun, Pronoun-offset, A, A-coref, B and B-coref; below"
                + " the data directory.")
    String file() default "fairness/gap-pronouns/gap-test.tsv.gz";
  }

  /** Reads the suite from the data directory. */
  @Activate
  public GapNameChoice(@Reference DataFolder data) {
    super(data, Direction.NEUTRAL);
  }

  /** Right and wrong name of a passage, each hidden in the pronoun's place. */
  private record Question(GapPassage passage, Cloze right, Cloze wrong) {}

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    SuiteFile file = file(settings.as(Config.class).file(), SOURCE);
    List<NamedCsvRecord> rows = file.rows(GapPassage.COLUMNS);
    List<GapPassage> passages =
        rows.stream().flatMap(row -> GapPassage.of(file, row).stream()).toList();
    Likelihoods.require(model);
    String covered = Vocabulary.check(model, passages.stream().map(GapPassage::text).toList());
    List<Question> questions = questions(passages, model);
    long female = questions.stream().filter(q -> q.passage().female()).count();
    if (female == 0 || female == questions.size()) {
      throw new NotDefinedException(
          "%s has %d passages with a feminine and %d with a masculine pronoun that can be asked about: both are needed."
              .formatted(file.named(), female, questions.size() - female));
    }
    String note =
        "%d of %d passages%s%s, %s; %s; %s."
            .formatted(
                questions.size(),
                rows.size(),
                Notes.left(
                    rows.size() - passages.size(),
                    "the pronoun refers to none or both of the names"),
                Notes.left(
                    passages.size() - questions.size(),
                    "longer than the model's window, or names that it has no pieces for"),
                covered,
                Likelihoods.how(model),
                file.cited());
    return result(questions, model).withNote(note);
  }

  private static List<Question> questions(List<GapPassage> passages, QueryableModel model) {
    List<List<String>> before = model.pieces(passages.stream().map(GapPassage::before).toList());
    List<List<Cloze>> sides = new ArrayList<>();
    for (boolean right : new boolean[] {true, false}) {
      List<String> names = passages.stream().map(p -> right ? p.right() : p.wrong()).toList();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < passages.size(); i++) {
        texts.add(passages.get(i).with(names.get(i)));
      }
      List<List<String>> whole = model.pieces(texts);
      List<List<String>> own = model.pieces(names);
      List<Cloze> clozes = new ArrayList<>();
      for (int i = 0; i < passages.size(); i++) {
        Optional<List<Integer>> places = GapPassage.places(before.get(i), whole.get(i), own.get(i));
        GapPassage passage = passages.get(i);
        String name = names.get(i);
        clozes.add(places.map(p -> passage.hiding(name, p)).orElse(null));
      }
      sides.add(clozes);
    }
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Cloze right = sides.get(0).get(i);
      Cloze wrong = sides.get(1).get(i);
      if (right != null && wrong != null) {
        questions.add(new Question(passages.get(i), right, wrong));
      }
    }
    return questions;
  }

  private MetricResult result(List<Question> questions, QueryableModel model) {
    List<Cloze> asked = new ArrayList<>();
    questions.forEach(q -> asked.addAll(List.of(q.right(), q.wrong())));
    List<double[]> scores = model.clozeScores(asked);
    Shares right = new Shares();
    long[][] counts = new long[2][2];
    for (int i = 0; i < questions.size(); i++) {
      boolean female = questions.get(i).passage().female();
      boolean found = mean(scores.get(2 * i)) > mean(scores.get(2 * i + 1));
      right.add(found, "pronoun", female ? "feminine" : "masculine");
      counts[female ? 0 : 1][0] += found ? 1 : 0;
      counts[female ? 0 : 1][1]++;
    }
    List<GroupValue> groups = right.groups();
    double feminine = groups.get(0).value();
    double masculine = groups.get(1).value();
    List<Part> parts =
        List.of(
            new Part("accuracy", right.share(), right.interval()),
            Part.of("accuracy, feminine / masculine", feminine / masculine));
    return MetricResult.of(feminine - masculine, direction(), right.size())
        .withInterval(Shares.difference(counts[0][0], counts[0][1], counts[1][0], counts[1][1]))
        .withGroups(groups)
        .withParts(masculine == 0 ? parts.subList(0, 1) : parts);
  }

  private static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElseThrow();
  }
}
