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
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Counterfactual token fairness gap (Garg et al. 2019, section 3): how far apart a classifier's
 * probabilities of a class are for phrases that differ in the identity term alone. The mean over
 * contexts of the mean |f(x) − f(x′)| over pairs of terms, in [0, 1]. By default of phrases that
 * are not marked toxic, as there: a slur may be toxic with one term and not with another.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.counterfactual-token-gap",
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = TokenGap.Config.class,
    description = "How far scores move when one identity term is put in place of another.")
public final class TokenGap extends SuiteMetric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Counterfactual token gap",
      description = "Scores of template phrases that differ in an identity term.")
  @interface Config {
    /** The phrases. */
    @AttributeDefinition(description = IdentityPhrases.FILE_DESCRIPTION)
    String file() default IdentityPhrases.FILE;

    /** The terms. */
    @AttributeDefinition(description = IdentityPhrases.TERMS_DESCRIPTION)
    String terms() default IdentityPhrases.TERMS;

    /** The class that is looked at. */
    @AttributeDefinition(
        description = "Class whose probability is compared; none for the run's favourable class.")
    String positive() default "";

    /** Whether toxic phrases count. */
    @AttributeDefinition(description = "Whether phrases marked toxic count too.")
    boolean toxic() default false;
  }

  /** Reads the suite from the data directory. */
  @Activate
  public TokenGap(@Reference DataFolder data) {
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
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < phrases.size(); i++) {
      if (phrases.term()[i] >= 0 && (config.toxic() || !phrases.positive()[i])) {
        used.add(i);
      }
    }
    double[] scores =
        ClassScores.of(model, used.stream().map(phrases.texts()::get).toList(), positive);
    double[][] table = table(phrases, used, scores);
    if (table.length == 0) {
      throw new NotDefinedException(
          file.named() + " has no context with two terms: there is nothing to compare.");
    }
    String note =
        "%d phrases, %d terms in %d contexts, %s; probability of %s; %s."
            .formatted(
                used.size(),
                phrases.terms().size(),
                table.length,
                covered,
                model.classes().get(positive),
                file.cited());
    return result(phrases, table).withNote(note);
  }

  /** Scores by context and term, NaN where a context lacks a term; contexts with two terms only. */
  private static double[][] table(IdentityPhrases phrases, List<Integer> used, double[] scores) {
    double[][] table = new double[phrases.contexts()][phrases.terms().size()];
    Arrays.stream(table).forEach(row -> Arrays.fill(row, Double.NaN));
    for (int i = 0; i < scores.length; i++) {
      int phrase = used.get(i);
      table[phrases.context()[phrase]][phrases.term()[phrase]] = scores[i];
    }
    return Arrays.stream(table)
        .filter(row -> Arrays.stream(row).filter(s -> !Double.isNaN(s)).count() > 1)
        .toArray(double[][]::new);
  }

  /**
   * For each term of a context the mean distance to the others, then the mean difference from them;
   * last the mean distance of all pairs. NaN where the context lacks the term.
   */
  private static double[] row(double[] scores) {
    int terms = scores.length;
    double[] found = new double[2 * terms + 1];
    double all = 0;
    double pairs = 0;
    for (int t = 0; t < terms; t++) {
      double distance = 0;
      double shift = 0;
      int others = 0;
      for (int o = 0; o < terms; o++) {
        if (o != t && !Double.isNaN(scores[o])) {
          distance += Math.abs(scores[t] - scores[o]);
          shift += scores[t] - scores[o];
          others++;
        }
      }
      found[t] = distance / others;
      found[terms + t] = shift / others;
      if (!Double.isNaN(scores[t])) {
        all += distance;
        pairs += others;
      }
    }
    found[2 * terms] = all / pairs;
    return found;
  }

  private MetricResult result(IdentityPhrases phrases, double[][] table) {
    double[][] rows = Arrays.stream(table).map(TokenGap::row).toArray(double[][]::new);
    int last = rows[0].length - 1;
    Interval[] intervals = Bootstrap.of(rows.length, "contexts", counts -> columns(rows, counts));
    double[] means = columns(rows, Bootstrap.once(rows.length));
    List<GroupValue> groups = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      int column = i;
      String name = i < last / 2 ? "distance of term" : "difference of term";
      long n = Arrays.stream(rows).filter(row -> !Double.isNaN(row[column])).count();
      groups.add(
          new GroupValue(name, phrases.terms().get(i % (last / 2)), means[i], n, intervals[i]));
    }
    return MetricResult.of(means[last], direction(), rows.length)
        .withInterval(intervals[last])
        .withGroups(groups);
  }

  /** Means of the columns over the contexts that have them. */
  private static double[] columns(double[][] rows, double[] counts) {
    double[] sum = new double[rows[0].length];
    double[] n = new double[sum.length];
    for (int r = 0; r < rows.length; r++) {
      if (counts[r] > 0) {
        for (int c = 0; c < sum.length; c++) {
          if (!Double.isNaN(rows[r][c])) {
            sum[c] += counts[r] * rows[r][c];
            n[c] += counts[r];
          }
        }
      }
    }
    for (int c = 0; c < sum.length; c++) {
      sum[c] /= n[c];
    }
    return sum;
  }
}
