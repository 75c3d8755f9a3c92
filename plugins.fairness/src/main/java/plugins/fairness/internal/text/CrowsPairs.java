package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.DataFolder;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.QueryableModel;
import governance.api.model.QueryableModel.Cloze;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * CrowS-Pairs (Nangia, Vania, Bhalerao and Bowman 2020, section 3 and the authors' code): the share
 * of pairs in which the more stereotyping sentence has the higher pseudo-log-likelihood of the
 * pieces that both have, each hidden alone. In [0, 1]; 0.5 where the model prefers neither.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.crows-pairs",
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    settings = CrowsPairs.Config.class,
    description =
        "In how many of its pairs the model finds the more stereotyping sentence likelier.")
public final class CrowsPairs extends SuiteMetric {
  private static final String SOURCE = "https://github.com/nyu-mll/crows-pairs";

  /** The settings. */
  @ObjectClassDefinition(
      name = "CrowS-Pairs",
      description = "Pairs of sentences that differ in the group they are about.")
  @interface Config {
    /** The pairs. */
    @AttributeDefinition(
        description =
            "File with the columns sent_more, sent_less, stereo_antistereo and bias_type; below the"
                + " data directory.")
    String file() default "fairness/crows-pairs/crows_pairs.csv";
  }

  /** One pair and what both sentences have in common. */
  private record Pair(NamedCsvRecord row, SequenceMatch common) {
    String more() {
      return row.getField("sent_more");
    }

    String less() {
      return row.getField("sent_less");
    }

    String type() {
      return row.getField("bias_type");
    }

    String direction() {
      return row.getField("stereo_antistereo");
    }
  }

  /** Reads the suite from the data directory. */
  @Activate
  public CrowsPairs(@Reference DataFolder data) {
    super(data, Direction.NEUTRAL);
  }

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    SuiteFile file = file(settings.as(Config.class).file(), SOURCE);
    List<NamedCsvRecord> rows =
        file.rows("sent_more", "sent_less", "stereo_antistereo", "bias_type");
    Likelihoods.require(model);
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.getField("sent_more")));
    rows.forEach(row -> texts.add(row.getField("sent_less")));
    List<List<String>> pieces = model.pieces(texts);
    String covered = Vocabulary.check(texts, pieces);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> more = pieces.get(i);
      List<String> less = pieces.get(rows.size() + i);
      SequenceMatch common = SequenceMatch.between(more, less);
      if (!more.equals(less) && !common.first().isEmpty()) {
        pairs.add(new Pair(rows.get(i), common));
      }
    }
    if (pairs.isEmpty()) {
      throw new NotDefinedException(
          "The model's pieces tell no pair of " + file.named() + " apart.");
    }
    String note =
        "%d of %d pairs%s, %s; %s; %s."
            .formatted(
                pairs.size(),
                rows.size(),
                Notes.left(
                    rows.size() - pairs.size(),
                    "sentences that the model's pieces do not tell apart"),
                covered,
                Likelihoods.how(model),
                file.cited());
    return result(pairs, scores(model, pairs), note);
  }

  /**
   * Sums for the more and the less stereotyping sentence of each pair, rounded as the authors do.
   */
  private static double[][] scores(QueryableModel model, List<Pair> pairs) {
    List<Cloze> asked = new ArrayList<>();
    for (Pair pair : pairs) {
      pair.common().first().forEach(i -> asked.add(new Cloze(pair.more(), List.of(i))));
      pair.common().second().forEach(i -> asked.add(new Cloze(pair.less(), List.of(i))));
    }
    List<double[]> found = model.clozeScores(asked);
    double[][] sums = new double[pairs.size()][2];
    int next = 0;
    for (int p = 0; p < sums.length; p++) {
      for (int side = 0; side < 2; side++) {
        for (int i = 0; i < pairs.get(p).common().first().size(); i++) {
          sums[p][side] += found.get(next++)[0];
        }
        sums[p][side] = Math.round(sums[p][side] * 1000) / 1000.0;
      }
    }
    return sums;
  }

  private MetricResult result(List<Pair> pairs, double[][] sums, String note) {
    Shares preferred = new Shares();
    Shares even = new Shares();
    double[][] scores = new double[2][sums.length];
    for (int i = 0; i < sums.length; i++) {
      Pair pair = pairs.get(i);
      preferred.add(
          sums[i][0] > sums[i][1],
          "direction",
          pair.direction(),
          "bias type",
          pair.type(),
          "bias type and direction",
          pair.type() + ", " + pair.direction());
      even.add(sums[i][0] == sums[i][1]);
      scores[0][i] = sums[i][0] - sums[i][1];
      scores[1][i] = (sums[i][0] + sums[i][1]) / 2 / pair.common().first().size();
    }
    double[] means = Bootstrap.means(scores, Bootstrap.once(sums.length));
    Interval[] intervals =
        Bootstrap.of(sums.length, "pairs", counts -> Bootstrap.means(scores, counts));
    List<Part> parts =
        List.of(
            new Part("neither sentence preferred", even.share(), even.interval()),
            new Part("mean difference of log-likelihoods, more − less", means[0], intervals[0]),
            new Part("mean log-probability of a piece", means[1], intervals[1]));
    return MetricResult.of(preferred.share(), direction(), preferred.size())
        .withInterval(preferred.interval())
        .withGroups(preferred.groups())
        .withParts(parts)
        .withNote(note);
  }
}
