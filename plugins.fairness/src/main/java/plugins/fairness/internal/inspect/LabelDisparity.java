package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;
import plugins.fairness.internal.inspect.Subject.Target;

/**
 * How differently groups have a class in the labels themselves: statistical parity difference and
 * disparate impact, in the form max − min and, where a privileged group is named, of each group
 * against it.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.label-disparity",
    settings = LabelDisparity.Config.class,
    description = "Statistical parity difference and disparate impact of the labels, by group.")
public final class LabelDisparity implements DataAnalysis {
  private static final String TITLE = "Disparity of labels";
  private static final double FOUR_FIFTHS = 0.8;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Disparity of labels",
      description = "How differently groups have a class in the labels.")
  @interface Config {
    /** Groups that others are compared with. */
    @AttributeDefinition(
        description =
            "Groups that the others of their column are compared with, as COLUMN=GROUP; without one"
                + " the group of the greatest rate is taken.")
    String[] privileged() default {};

    /** Groups with fewer rows are marked. */
    @AttributeDefinition(
        min = "0",
        description =
            "Groups with fewer rows are marked as small; they stay in tables, and no sentence rests"
                + " on them.")
    int smallGroup() default 30;
  }

  private record Compared(Attribute attribute, Target target, Rate[] rates, double p) {}

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    String without = subject.withoutLabelOrGroups();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    Config config = setup.settings().as(Config.class);
    List<Attribute> attributes = subject.attributes();
    refuseUnknown(config.privileged(), attributes);
    List<Compared> all = new ArrayList<>();
    for (Attribute attribute : attributes) {
      for (Target target : subject.targets()) {
        Crosstab table = Crosstab.of(attribute.groups(), target.rows());
        all.add(new Compared(attribute, target, rates(table), table.p(999, setup.seed())));
      }
    }
    double[] corrected = Chance.corrected(all.stream().mapToDouble(Compared::p).toArray());
    Report report = new Report(TITLE);
    Report.Sheet summary =
        report
            .sheet("Greatest against least rate")
            .text("attribute")
            .text("class")
            .share("difference (max − min)")
            .share("low")
            .share("high")
            .number("ratio (min / max)")
            .p("p corrected")
            .note(
                "Difference with Newcombe's 95 % interval, over groups that are not small; p of"
                    + " independence, corrected for "
                    + all.size()
                    + " comparisons (Benjamini-Hochberg).");
    for (int i = 0; i < all.size(); i++) {
      summarise(report, summary, all.get(i), corrected[i], config.smallGroup());
      groups(report, all.get(i), config);
    }
    return report.result(subject.size());
  }

  private static Rate[] rates(Crosstab table) {
    return Arrays.stream(table.counts())
        .map(row -> new Rate(row[1], row[0] + row[1]))
        .toArray(Rate[]::new);
  }

  private static void summarise(
      Report report, Report.Sheet sheet, Compared one, double p, int small) {
    List<Integer> large =
        IntStream.range(0, one.rates().length)
            .filter(g -> one.rates()[g].n() >= Math.max(1, small))
            .boxed()
            .sorted(Comparator.comparingDouble(g -> one.rates()[g].value()))
            .toList();
    String attribute = one.attribute().name();
    if (large.size() < 2) {
      sheet.row(attribute, one.target().name(), null, null, null, null, p);
      report.note(
          0.1,
          "%s has fewer than two groups of %d rows: their labels are not compared."
              .formatted(attribute, Math.max(1, small)));
      return;
    }
    int lowest = large.get(0);
    int highest = large.get(large.size() - 1);
    Rate low = one.rates()[lowest];
    Rate high = one.rates()[highest];
    double ratio = low.value() / high.value();
    double difference = high.value() - low.value();
    sheet.row(
        attribute,
        one.target().name(),
        difference,
        high.differenceLow(low),
        high.differenceHigh(low),
        ratio,
        p);
    String sentence =
        "%s: %s is given to %s of %s rows of %s and to %s of %s rows of %s: a difference of %s (%s), ratio %s, %s."
            .formatted(
                attribute,
                one.target().name(),
                Words.percent(low.value()),
                Words.count(low.n()),
                one.attribute().groups().names().get(lowest),
                Words.percent(high.value()),
                Words.count(high.n()),
                one.attribute().groups().names().get(highest),
                Words.points(difference),
                Words.interval(high.differenceLow(low), high.differenceHigh(low)),
                high.hits() == 0 ? "not defined" : written(ratio),
                Double.isNaN(p) ? "all the same" : Words.p(p) + " corrected");
    if (p < Chance.LEVEL && ratio < FOUR_FIFTHS) {
      report.warn(difference, sentence + " The ratio is below four fifths.");
    } else if (p < Chance.LEVEL) {
      report.note(difference, sentence);
    } else {
      report.info(difference, sentence);
    }
  }

  /** A ratio below four fifths must not look as if it were four fifths. */
  static String written(double ratio) {
    String text = Words.number(ratio);
    boolean rounded = ratio < FOUR_FIFTHS && text.equals(Words.number(FOUR_FIFTHS));
    return rounded ? "just below " + text : text;
  }

  private static void groups(Report report, Compared one, Config config) {
    List<String> names = one.attribute().groups().names();
    if (names.isEmpty()) {
      return;
    }
    int reference = privileged(one.attribute(), config.privileged());
    boolean named = reference >= 0;
    if (!named) {
      reference =
          IntStream.range(0, names.size())
              .filter(g -> one.rates()[g].n() >= config.smallGroup())
              .boxed()
              .max(Comparator.comparingDouble(g -> one.rates()[g].value()))
              .orElse(0);
    }
    String against = names.get(reference);
    Report.Sheet sheet =
        report
            .sheet(
                "%s of %s against %s"
                    .formatted(one.target().name(), one.attribute().name(), against))
            .text("group")
            .count("n")
            .rate("rate")
            .share("difference (group − " + against + ")")
            .share("difference low")
            .share("difference high")
            .number("ratio (group / " + against + ")")
            .text("size")
            .note(
                (named
                        ? against + " is the privileged group that was named."
                        : against + " has the greatest rate.")
                    + " Negative differences mean that the group has the class less often.");
    Rate base = one.rates()[reference];
    for (int g = 0; g < names.size(); g++) {
      Rate rate = one.rates()[g];
      boolean self = g == reference;
      sheet.row(
          names.get(g),
          rate.n(),
          rate.value(),
          rate.low(),
          rate.high(),
          self ? null : rate.value() - base.value(),
          self ? null : rate.differenceLow(base),
          self ? null : rate.differenceHigh(base),
          self ? null : rate.value() / base.value(),
          rate.n() < config.smallGroup() ? "small" : "");
    }
  }

  private static int privileged(Attribute attribute, String[] settings) {
    for (String entry : settings) {
      if (entry.startsWith(attribute.name() + "=")) {
        return attribute.groups().names().indexOf(entry.substring(attribute.name().length() + 1));
      }
    }
    return -1;
  }

  private static void refuseUnknown(String[] settings, List<Attribute> attributes) {
    List<String> allowed = new ArrayList<>();
    for (Attribute attribute : attributes) {
      attribute.groups().names().forEach(group -> allowed.add(attribute.name() + "=" + group));
    }
    for (String entry : settings) {
      if (!allowed.contains(entry)) {
        throw GovernanceException.spec(
            "fairness.label-disparity setting privileged",
            "got \"" + entry + "\"",
            "COLUMN=GROUP, one of " + allowed.stream().limit(20).toList(),
            "Name a group of a protected attribute");
      }
    }
  }
}
