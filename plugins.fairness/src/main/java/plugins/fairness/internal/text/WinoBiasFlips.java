package plugins.fairness.internal.text;

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
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How often a classifier's decision changes when the pronoun of a sentence of WinoBias (Zhao et al.
 * 2018) changes its gender: the flip rate of counterfactual pairs (Kusner et al. 2017; Garg et al.
 * 2019), in [0, 1], 0 when it never does. It is no coreference score.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.winobias-flips",
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = WinoBiasFlips.Config.class,
    description = "How often the decision changes when only the gender of a pronoun does.")
public final class WinoBiasFlips extends SuiteMetric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "WinoBias, flips",
      description = "Pairs of sentences that differ in the gender of a pronoun.")
  @interface Config {
    /** The sentences. */
    @AttributeDefinition(description = WinoPair.FILE_DESCRIPTION)
    String file() default WinoPair.FILE;

    /** The class of the scores. */
    @AttributeDefinition(
        description = "Class whose probability is compared; none for the run's favourable class.")
    String positive() default "";
  }

  /** Reads the suite from the data directory. */
  @Activate
  public WinoBiasFlips(@Reference DataFolder data) {
    super(data, Direction.LOWER_IS_BETTER);
  }

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    Config config = settings.as(Config.class);
    SuiteFile file = file(config.file(), WinoPair.SOURCE);
    WinoPair.Found found = WinoPair.read(file);
    int positive = ClassScores.index(set, model, config.positive());
    List<WinoPair> pairs = found.pairs();
    if (pairs.isEmpty()) {
      throw new NotDefinedException(file.named() + " has no sentence with its counterpart.");
    }
    List<String> texts = new ArrayList<>();
    pairs.forEach(pair -> texts.addAll(List.of(pair.pro(), pair.anti())));
    String covered = Vocabulary.check(model, texts);
    double[][] probabilities = model.probabilities(texts);
    Shares flips = new Shares();
    double[][] gaps = new double[4][pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      double[] pro = probabilities[2 * i];
      double[] anti = probabilities[2 * i + 1];
      flips.add(ClassScores.decided(pro) != ClassScores.decided(anti), pairs.get(i).kinds());
      double gap = pro[positive] - anti[positive];
      gaps[0][i] = gap;
      gaps[1][i] = pairs.get(i).male() ? gap : -gap;
      gaps[2][i] = Math.abs(gap);
      gaps[3][i] = ClassScores.distance(pro, anti);
    }
    String note =
        "%d pairs%s, %s; probability of %s; %s."
            .formatted(
                pairs.size(),
                Notes.left(found.single(), "no counterpart"),
                covered,
                model.classes().get(positive),
                file.cited());
    return MetricResult.of(flips.share(), direction(), flips.size())
        .withInterval(flips.interval())
        .withGroups(flips.groups())
        .withParts(parts(gaps))
        .withNote(note);
  }

  private static List<Part> parts(double[][] gaps) {
    List<String> names =
        List.of(
            "mean score, pro − anti",
            "mean score, male − female",
            "mean absolute difference of scores",
            "mean total variation distance");
    int units = gaps[0].length;
    Interval[] intervals = Bootstrap.of(units, "pairs", counts -> Bootstrap.means(gaps, counts));
    List<Part> parts = new ArrayList<>();
    double[] means = Bootstrap.means(gaps, Bootstrap.once(units));
    for (int i = 0; i < means.length; i++) {
      parts.add(new Part(names.get(i), means[i], intervals[i]));
    }
    return parts;
  }
}
