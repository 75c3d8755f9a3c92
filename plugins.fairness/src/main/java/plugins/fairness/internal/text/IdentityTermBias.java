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
import governance.api.evaluate.MetricResult.GroupValue;
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
 * Errors of a classifier on phrases that are alike but for an identity term: false positive and
 * false negative equality difference (Dixon et al. 2018, section 4.2), and the areas under the ROC
 * curve by term (Borkan et al. 2019). The figure is one of them, by the setting {@code figure}.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.identity-term-bias",
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = IdentityTermBias.Config.class,
    description = "How much errors on template phrases depend on the identity term in them.")
public final class IdentityTermBias extends SuiteMetric {
  /** What the figure of the metric is; all are among its parts. */
  enum Figure {
    FALSE_POSITIVES,
    FALSE_NEGATIVES,
    BOTH
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Identity term bias",
      description = "Errors on template phrases by the identity term in them.")
  @interface Config {
    /** The phrases. */
    @AttributeDefinition(description = IdentityPhrases.FILE_DESCRIPTION)
    String file() default IdentityPhrases.FILE;

    /** The terms. */
    @AttributeDefinition(description = IdentityPhrases.TERMS_DESCRIPTION)
    String terms() default IdentityPhrases.TERMS;

    /** The class that toxic phrases should get. */
    @AttributeDefinition(description = "Class that phrases marked toxic should get.")
    String positive() default "toxic";

    /** The threshold. */
    @AttributeDefinition(
        description = "Probability of the positive class from which a phrase is taken for it.",
        min = "0",
        max = "1")
    double threshold() default 0.5;

    /** The figure. */
    @AttributeDefinition(
        description =
            "Equality difference that is the figure: of false positives, of false negatives, or the"
                + " sum of both.")
    Figure figure() default Figure.FALSE_POSITIVES;
  }

  /** Reads the suite from the data directory. */
  @Activate
  public IdentityTermBias(@Reference DataFolder data) {
    super(data, Direction.LOWER_IS_BETTER);
  }

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    Config config = settings.as(Config.class);
    SuiteFile file = file(config.file(), IdentityPhrases.SOURCE);
    SuiteFile words = file(config.terms(), IdentityPhrases.SOURCE);
    int positive = ClassScores.index(set, model, config.positive());
    IdentityPhrases phrases = IdentityPhrases.read(file, words);
    String covered = Vocabulary.check(model, phrases.texts());
    double[] scores = ClassScores.of(model, phrases.texts(), positive);
    boolean[] wrong = new boolean[scores.length];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = (scores[i] >= config.threshold()) != phrases.positive()[i];
    }
    String note =
        "%d phrases, %d terms in %d contexts, %s; probability of %s, threshold %s; sums over terms, greater than 0 by chance alone; %s."
            .formatted(
                phrases.size(),
                phrases.terms().size(),
                phrases.contexts(),
                covered,
                model.classes().get(positive),
                config.threshold(),
                file.cited());
    return result(config.figure(), phrases, scores, new TermRates(phrases, wrong)).withNote(note);
  }

  private MetricResult result(
      Figure figure, IdentityPhrases phrases, double[] scores, TermRates rates) {
    double[] differences = withSum(rates.differences(Bootstrap.once(phrases.contexts())));
    Interval[] intervals =
        Bootstrap.of(phrases.contexts(), "contexts", counts -> withSum(rates.differences(counts)));
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("false positive equality difference", differences[0], intervals[0]));
    parts.add(new Part("false negative equality difference", differences[1], intervals[1]));
    TermAucs aucs = new TermAucs(phrases, scores);
    for (String name : TermAucs.NAMES) {
      aucs.worst(name)
          .map(g -> new Part("worst " + name + " (" + g.group() + ")", g.value(), g.interval()))
          .ifPresent(parts::add);
    }
    List<GroupValue> groups = new ArrayList<>();
    groups.addAll(rates.groups(false, "false positive rate"));
    groups.addAll(rates.groups(true, "false negative rate"));
    groups.addAll(aucs.groups());
    int chosen = figure.ordinal();
    return MetricResult.of(differences[chosen], direction(), phrases.size())
        .withInterval(intervals[chosen])
        .withParts(parts)
        .withGroups(groups);
  }

  private static double[] withSum(double[] two) {
    return new double[] {two[0], two[1], two[0] + two[1]};
  }
}
