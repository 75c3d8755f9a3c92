package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * Rows that are equal in all that the model reads, by group and across groups. Repeated rows weigh
 * more in training than they stand for, and may stand in test and training at once.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.duplicate-rows",
    description = "Rows of equal content, by group and across groups.")
public final class DuplicateRows implements DataAnalysis {
  private static final String TITLE = "Duplicate rows";
  private static final double MANY = 0.05;

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    List<Column> read = subject.readable();
    if (read.isEmpty() || subject.size() == 0) {
      String why = read.isEmpty() ? "no column of features or texts is read." : "there is no row.";
      return AnalysisResult.notApplicable(TITLE, why);
    }
    Content content = Content.of(subject.data(), read);
    int[] repeated = new int[subject.size()];
    for (int[] set : content.sets()) {
      for (int row : set) {
        repeated[row] = set.length > 1 ? 1 : 0;
      }
    }
    Categories duplicate = new Categories(List.of("single", "repeated"), repeated);
    Report report = new Report(TITLE);
    long sets = content.sets().stream().filter(s -> s.length > 1).count();
    Rate all = new Rate(Arrays.stream(repeated).sum(), subject.size());
    String text =
        all.hits() == 0
            ? "No row is equal to another in all that is read."
            : "%s (%s) are equal to another row in all that is read, in %s sets."
                .formatted(Words.rows(all.hits()), Words.percent(all.value()), Words.count(sets));
    if (all.value() >= MANY) {
      report.note(all.value(), text + " Equal rows may stand in training and test at once.");
    } else {
      report.info(all.value(), text);
    }
    Report.Sheet sheet =
        report
            .sheet("Rows that have an equal")
            .text("attribute")
            .text("group")
            .count("n")
            .count("repeated")
            .rate("share")
            .count("equal to a row of another group");
    sheet.row("", "all rows", all.n(), all.hits(), all.value(), all.low(), all.high(), null);
    for (Attribute attribute : subject.attributes()) {
      byGroup(report, sheet, attribute, duplicate, content, setup.seed());
    }
    return report.result(subject.size());
  }

  private static void byGroup(
      Report report,
      Report.Sheet sheet,
      Attribute attribute,
      Categories duplicate,
      Content content,
      long seed) {
    Crosstab table = Crosstab.of(attribute.groups(), duplicate);
    long[] across = across(attribute, content);
    double least = 1;
    double most = 0;
    for (int g = 0; g < table.counts().length; g++) {
      Rate rate = new Rate(table.counts()[g][1], table.counts()[g][0] + table.counts()[g][1]);
      least = Math.min(least, rate.value());
      most = Math.max(most, rate.value());
      String name = attribute.groups().names().get(g);
      sheet.row(
          attribute.name(),
          name,
          rate.n(),
          rate.hits(),
          rate.value(),
          rate.low(),
          rate.high(),
          across[g]);
    }
    double p = table.p(999, seed);
    if (p < Chance.LEVEL && most - least > MANY) {
      report.note(
          most - least,
          "Rows are repeated unequally by %s: between %s and %s of the rows of a group (%s). Repeated rows weigh more in training."
              .formatted(attribute.name(), Words.percent(least), Words.percent(most), Words.p(p)));
    }
  }

  private static long[] across(Attribute attribute, Content content) {
    long[] across = new long[attribute.groups().size()];
    for (int[] set : content.sets()) {
      long groups =
          Arrays.stream(set)
              .map(row -> attribute.groups().codes()[row])
              .filter(c -> c >= 0)
              .distinct()
              .count();
      if (groups > 1) {
        for (int row : set) {
          int group = attribute.groups().codes()[row];
          if (group >= 0) {
            across[group]++;
          }
        }
      }
    }
    return across;
  }
}
