package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;
import plugins.fairness.internal.inspect.Subject.Target;

/**
 * How differently groups have a class among rows that are equal in another column: the mean
 * difference within strata, conditional demographic disparity, the odds ratio of Mantel and
 * Haenszel, and whether conditioning turns the difference round (Simpson's paradox).
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.conditional-disparity",
    settings = ConditionalDisparity.Config.class,
    description = "Disparity of labels among rows that are equal in another column.")
public final class ConditionalDisparity implements DataAnalysis {
  private static final String ID = "fairness.conditional-disparity";
  private static final String TITLE = "Conditional disparity of labels";
  private static final double PARITY = 0.01;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Conditional disparity of labels",
      description = "Disparity of labels among rows that are equal in another column.")
  @interface Config {
    /** Columns to condition on. */
    @AttributeDefinition(
        description =
            "Columns that rows must be equal in, one after the other; none for each feature in turn.")
    String[] given() default {};

    /** Bins of numbers. */
    @AttributeDefinition(
        min = "2",
        description = "Bins of about as many rows each that numbers are put into.")
    int bins() default 5;

    /** Groups with fewer rows are not compared. */
    @AttributeDefinition(
        min = "1",
        description = "Groups with fewer rows are in the tables and no sentence rests on them.")
    int smallGroup() default 30;
  }

  private record Compared(
      Attribute attribute, int group, Target target, String given, Strata strata, double p) {
    String name() {
      return attribute.groups().names().get(group);
    }
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    Config config = setup.settings().as(Config.class);
    List<Column> given = given(subject, config, setup);
    String without = subject.withoutLabelOrGroups();
    if (without.isEmpty() && given.isEmpty()) {
      without = "there is no feature to condition on (--given COLUMN).";
    }
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    Report report = new Report(TITLE);
    List<Compared> all = compared(subject, config, given);
    double[] corrected = Chance.corrected(all.stream().mapToDouble(Compared::p).toArray());
    summary(report, all, corrected, config.smallGroup(), config.given().length > 0);
    if (config.given().length > 0) {
      all.forEach(one -> strata(report, one, subject, config));
    }
    return report.result(subject.size());
  }

  private static List<Column> given(Subject subject, Config config, AnalysisSetup setup) {
    List<Column> all = subject.data().schema().columns();
    List<Column> chosen = new ArrayList<>();
    for (String name : config.given()) {
      Column column =
          all.stream()
              .filter(c -> c.name().equals(name) && c.type() != ValueType.WORDS)
              .filter(c -> !setup.label().equals(Optional.of(c.name())))
              .findFirst()
              .orElseThrow(
                  () ->
                      GovernanceException.spec(
                          ID + " setting given",
                          "got \"" + name + "\"",
                          "a column other than the label, of " + subject.data().schema().names(),
                          "Name a column of the data"));
      chosen.add(column);
    }
    return config.given().length > 0 ? chosen : subject.features();
  }

  private static List<Compared> compared(Subject subject, Config config, List<Column> given) {
    List<Compared> all = new ArrayList<>();
    List<Target> targets = subject.targets();
    for (Column column : given) {
      Categories stratum = subject.categories(column, config.bins());
      for (Attribute attribute : subject.attributes()) {
        boolean itself = column.role() == Role.PROTECTED && column.name().equals(attribute.name());
        // Of two groups the first is enough: the other is its mirror.
        int groups = attribute.groups().size() == 2 ? 1 : attribute.groups().size();
        for (int g = 0; !itself && attribute.groups().size() > 1 && g < groups; g++) {
          for (Target target : targets) {
            Strata strata = Strata.of(stratum, attribute.groups(), g, target.rows());
            all.add(new Compared(attribute, g, target, column.name(), strata, strata.p()));
          }
        }
      }
    }
    return all;
  }

  private static void summary(
      Report report, List<Compared> all, double[] corrected, int small, boolean asked) {
    Report.Sheet sheet =
        report
            .sheet("Each group against the others, before and after conditioning")
            .text("attribute")
            .text("group")
            .text("class")
            .text("given")
            .count("n")
            .share("difference (group − others)")
            .share("conditional difference")
            .number("conditional demographic disparity")
            .number("odds ratio")
            .p("p corrected")
            .text("reversal")
            .note(
                "The conditional difference is the mean over strata by their rows; the odds ratio and p"
                    + " are Mantel's and Haenszel's, p corrected for "
                    + all.size()
                    + " tests.");
    for (int i = 0; i < all.size(); i++) {
      Compared one = all.get(i);
      Strata pooled = one.strata().pooled();
      double before = pooled.gap();
      double after = one.strata().gap();
      double pooledP = pooled.p();
      boolean reversed =
          before * after < 0
              && Math.min(Math.abs(before), Math.abs(after)) >= PARITY
              && pooledP < Chance.LEVEL
              && corrected[i] < Chance.LEVEL;
      sheet.row(
          one.attribute().name(),
          one.name(),
          one.target().name(),
          one.given(),
          one.strata().n(),
          before,
          after,
          one.strata().disparity(),
          one.strata().oddsRatio(),
          corrected[i],
          reversed ? "reversed" : "");
      long[] all4 = pooled.cells()[0];
      boolean enough = Math.min(Strata.own(all4).n(), Strata.others(all4).n()) >= small;
      if (enough && !Double.isNaN(before + after)) {
        sentence(report, one, before, after, corrected[i], reversed, asked);
      }
    }
  }

  private static void sentence(
      Report report,
      Compared one,
      double before,
      double after,
      double p,
      boolean reversed,
      boolean asked) {
    String text =
        "%s: %s has %s %s %s often than the others, and among rows of equal %s %s %s often (%s)."
            .formatted(
                one.attribute().name(),
                one.name(),
                one.target().name(),
                Words.points(Math.abs(before)),
                before < 0 ? "less" : "more",
                one.given(),
                Words.points(Math.abs(after)),
                after < 0 ? "less" : "more",
                Double.isNaN(p) ? "p not defined" : Words.p(p) + " corrected");
    double strength = Math.abs(after - before);
    if (reversed) {
      report.warn(strength, text + " Conditioning turns the difference round (Simpson's paradox).");
    } else if (asked) {
      report.note(strength, text);
    } else if (Math.abs(before) >= 0.02 && Math.abs(after) < Math.abs(before) / 2) {
      report.note(strength, text + " " + one.given() + " accounts for most of the difference.");
    }
  }

  private static void strata(Report report, Compared one, Subject subject, Config config) {
    Column column =
        subject.data().schema().columns().get(subject.data().schema().indexOf(one.given()));
    List<String> names = subject.categories(column, config.bins()).names();
    Report.Sheet sheet =
        report
            .sheet(
                "%s by %s: %s and others".formatted(one.target().name(), one.given(), one.name()))
            .text(one.given())
            .count("n")
            .count("n of " + one.name())
            .rate("rate of " + one.name())
            .rate("rate of others")
            .share("difference")
            .note(
                "Rates with 95 % Wilson intervals. Rows with an unknown group or value are left out.");
    for (int s = 0; s < names.size(); s++) {
      long[] c = one.strata().cells()[s];
      Rate own = Strata.own(c);
      Rate others = Strata.others(c);
      sheet.row(
          Arrays.asList(
              names.get(s),
              Strata.n(c),
              own.n(),
              own.value(),
              own.low(),
              own.high(),
              others.value(),
              others.low(),
              others.high(),
              own.value() - others.value()));
    }
  }
}
