package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.Auc;
import plugins.fairness.internal.inspect.Subject.Attribute;
import plugins.fairness.internal.regression.Softmax;
import plugins.fairness.internal.regression.SparseRows;

/**
 * Which columns tell the protected attribute, each by itself (mutual information, corrected for
 * chance) and all together (the AUC of a small probe on rows it was not fitted on). Withholding an
 * attribute does not help where others tell it.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.proxies",
    settings = Proxies.Config.class,
    description = "Which columns tell the protected attribute, each by itself and together.")
public final class Proxies implements DataAnalysis {
  private static final double SAME = 1e-9;

  /** How weakly the probe's weights are held to 0, as C of scikit-learn. */
  private static final double C = 10;

  private static final String TITLE = "Proxies of protected attributes";
  private static final double STRONG = 0.25;
  private static final double WEAK = 0.05;
  private static final double TELLS = 0.8;
  private static final double HINTS = 0.65;
  private static final int MOST_GROUPS = 20;

  /** A column of more values is more of an id; its rarer values are taken together. */
  private static final int MOST_VALUES = 1_000;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Proxies",
      description = "Which columns tell the protected attribute.")
  @interface Config {
    /** Bins of numbers. */
    @AttributeDefinition(
        min = "2",
        description = "Bins of about as many rows each that numbers are put into.")
    int bins() default 10;

    /** Random tables. */
    @AttributeDefinition(
        min = "0",
        description =
            "Random tables that p is found by where counts are too small for the chi-square"
                + " distribution; 0 for the distribution all the same.")
    int permutations() default 199;

    /** Rows of the probe. */
    @AttributeDefinition(
        min = "0",
        description = "Rows that the probe is fitted and tested on, at most; 0 for no probe.")
    int probeRows() default 20_000;

    /** Groups with fewer rows are not probed. */
    @AttributeDefinition(
        min = "10",
        description = "Groups with fewer rows among those of the probe are not probed.")
    int smallGroup() default 30;
  }

  private record Told(
      Attribute attribute, String column, double share, double nats, double p, double v) {}

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    String without = subject.withoutGroups();
    if (without.isEmpty() && subject.readable().isEmpty()) {
      without = "no column of features or texts is read.";
    }
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    Config config = setup.settings().as(Config.class);
    Report report = new Report(TITLE);
    columns(report, subject, config, setup.seed());
    if (config.probeRows() > 0) {
      probe(report, subject, config, setup.seed());
    }
    return report.result(subject.size());
  }

  private static void columns(Report report, Subject subject, Config config, long seed) {
    List<Told> all = new ArrayList<>();
    List<Attribute> attributes = subject.attributes();
    for (Column column : subject.features()) {
      Categories values = Pooled.of(subject.categories(column, config.bins()), MOST_VALUES);
      for (Attribute attribute : attributes) {
        Crosstab table = Crosstab.of(values, attribute.groups());
        Information information = new Information(table);
        all.add(
            new Told(
                attribute,
                column.name(),
                information.told(),
                table.n() == 0 ? Double.NaN : information.mutual(),
                table.p(config.permutations(), seed),
                table.cramersV()));
      }
    }
    double[] corrected = Chance.corrected(all.stream().mapToDouble(Told::p).toArray());
    Report.Sheet sheet =
        report
            .sheet("What each column tells of the attribute")
            .text("attribute")
            .text("column")
            .share("entropy told")
            .number("mutual information (nats)")
            .number("Cramér's V")
            .p("p corrected")
            .note(
                "Entropy told is the share of the attribute's entropy that the column tells, less what"
                    + " chance would: 0 nothing, 100 % all. p corrected for "
                    + all.size()
                    + " tests.");
    IntStream.range(0, all.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> attributes.indexOf(all.get(i).attribute()))
                .thenComparing(i -> Double.isNaN(all.get(i).share()) ? 1 : -all.get(i).share()))
        .forEach(
            i -> {
              Told one = all.get(i);
              sheet.row(
                  one.attribute().name(),
                  one.column(),
                  one.share(),
                  one.nats(),
                  one.v(),
                  corrected[i]);
              sentence(report, one, corrected[i]);
            });
  }

  private static void sentence(Report report, Told one, double p) {
    if (!(p < Chance.LEVEL) || !(one.share() >= WEAK)) {
      return;
    }
    String text =
        "%s tells %s of what there is to know of %s (Cramér's V %s, %s corrected)."
            .formatted(
                one.column(),
                Words.percent(one.share()),
                one.attribute().name(),
                Words.number(one.v()),
                Words.p(p));
    boolean strong = one.share() >= STRONG;
    report.add(
        strong ? Severity.WARNING : Severity.NOTE,
        one.share(),
        strong ? text + " Withholding the attribute does not hide it." : text);
  }

  private static void probe(Report report, Subject subject, Config config, long seed) {
    Features features = Features.of(subject, config.bins(), config.probeRows(), seed);
    Report.Sheet sheet =
        report
            .sheet("What all columns together tell: a probe")
            .text("attribute")
            .text("group")
            .count("n")
            .count("n of the group")
            .number("AUC")
            .number("AUC low")
            .number("AUC high")
            .note(
                "Logistic regression on categories, bins and words, tested on rows it was not fitted on"
                    + " ("
                    + Features.FOLDS
                    + " folds; equal rows in one fold). 0.5 is chance, 1 is certain."
                    + " 95 % intervals (DeLong). At most "
                    + MOST_GROUPS
                    + " groups of an attribute.");
    SparseRows read = features.scaled();
    for (Attribute attribute : subject.attributes()) {
      int[] rows =
          Arrays.stream(features.chosen())
              .filter(r -> attribute.groups().codes()[r] >= 0)
              .toArray();
      long[] counts = new long[attribute.groups().size()];
      Arrays.stream(rows).forEach(r -> counts[attribute.groups().codes()[r]]++);
      IntStream.range(0, counts.length)
          .filter(
              g ->
                  counts[g] >= config.smallGroup()
                      && rows.length - counts[g] >= config.smallGroup())
          .boxed()
          .sorted(Comparator.comparingLong((Integer g) -> counts[g]).thenComparing(g -> g))
          .sorted(Comparator.comparingLong((Integer g) -> -counts[g]))
          .limit(counts.length == 2 ? 1 : MOST_GROUPS)
          .forEach(
              g -> {
                Auc auc = probe(features, read, rows, attribute.groups(), g);
                String name = attribute.groups().names().get(g);
                sheet.row(
                    attribute.name(),
                    name,
                    rows.length,
                    counts[g],
                    auc.value(),
                    auc.low(),
                    auc.high());
                sentence(report, attribute.name(), name, auc, rows.length);
              });
    }
  }

  private static Auc probe(
      Features features, SparseRows read, int[] rows, Categories groups, int group) {
    double[] scores = new double[rows.length];
    double[] weights = new double[read.size()];
    Arrays.fill(weights, C / 2); // of two classes each has half of the weights of one
    for (int fold = 0; fold < Features.FOLDS; fold++) {
      int held = fold;
      int[] labels = new int[read.size()];
      Arrays.fill(labels, -1);
      Arrays.stream(rows)
          .filter(r -> features.folds()[r] != held)
          .forEach(r -> labels[r] = groups.codes()[r] == group ? 1 : 0);
      Softmax model = Softmax.fit(read, labels, 2, weights);
      for (int i = 0; i < rows.length; i++) {
        if (features.folds()[rows[i]] == held) {
          scores[i] = model.logOdds(read, rows[i]);
        }
      }
    }
    boolean[] own = new boolean[rows.length];
    IntStream.range(0, rows.length).forEach(i -> own[i] = groups.codes()[rows[i]] == group);
    // Scores that are as near to each other are equal: the rest is rounding.
    return Auc.of(Arrays.stream(scores).map(s -> Math.rint(s / SAME) * SAME).toArray(), own);
  }

  private static void sentence(Report report, String attribute, String group, Auc auc, int n) {
    String text =
        "A small probe tells %s from the others with an AUC of %s (95 %% interval %s to %s, %s) by what the model reads."
            .formatted(
                Words.group(attribute, group),
                Words.number(auc.value()),
                Words.number(auc.low()),
                Words.number(auc.high()),
                Words.rows(n));
    double strength = 2 * (auc.value() - 0.5);
    if (auc.value() >= TELLS) {
      report.warn(strength, text + " Withholding the attribute does not hide it.");
    } else if (auc.value() >= HINTS) {
      report.note(strength, text);
    } else {
      report.info(strength, text);
    }
  }
}
