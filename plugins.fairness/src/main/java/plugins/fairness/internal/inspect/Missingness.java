package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * How often values are missing in each group: chi-square test of independence for each column and
 * attribute, corrected for how many there are. Marks such as {@code ?} count as missing.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.missingness",
    description = "How often values are missing in each group.")
public final class Missingness implements DataAnalysis {
  private static final String TITLE = "Missing values by group";
  private static final double MUCH = 0.05;

  private record Tested(Attribute attribute, String column, Crosstab table, double p) {}

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    if (subject.size() == 0 || subject.readable().isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, "there is no row, or no column that is read.");
    }
    Report report = new Report(TITLE);
    Report.Sheet columns =
        report
            .sheet("Columns")
            .text("column")
            .count("n")
            .count("missing")
            .share("share")
            .note(
                "Missing are empty values and the marks "
                    + String.join(", ", Subject.MISSING.stream().sorted().toList())
                    + ".");
    List<Tested> tested = new ArrayList<>();
    for (Column column : subject.readable()) {
      Categories values = subject.categories(column, 1);
      Rate missing = new Rate(values.missing(), subject.size());
      columns.row(column.name(), missing.n(), missing.hits(), missing.value());
      if (missing.hits() == missing.n()) {
        report.warn(
            1, "Every value of " + column.name() + " is missing: it tells a model nothing.");
      } else if (missing.hits() > 0) {
        Categories presence = values.presence();
        for (Attribute attribute : subject.attributes()) {
          Crosstab table = Crosstab.of(attribute.groups(), presence);
          tested.add(new Tested(attribute, column.name(), table, table.p(999, setup.seed())));
        }
      }
    }
    double[] corrected = Chance.corrected(tested.stream().mapToDouble(Tested::p).toArray());
    compare(report, tested, corrected);
    if (tested.isEmpty()) {
      report.info(0, "No column that is read has values missing in some rows only.");
    }
    return report.result(subject.size());
  }

  private static void compare(Report report, List<Tested> tested, double[] corrected) {
    Report.Sheet sheet =
        report
            .sheet("Shares of missing values by group")
            .text("attribute")
            .text("column")
            .text("group")
            .count("n")
            .rate("missing")
            .number("Cramér's V")
            .p("p corrected")
            .note(
                "V and p are those of the column and the attribute; p corrected for "
                    + tested.size()
                    + " tests (Benjamini-Hochberg).");
    for (int i = 0; i < tested.size(); i++) {
      Tested one = tested.get(i);
      int least = -1;
      int most = -1;
      Rate[] rates = new Rate[one.table().counts().length];
      for (int g = 0; g < rates.length; g++) {
        long[] row = one.table().counts()[g];
        rates[g] = new Rate(row[1], row[0] + row[1]);
        least = least < 0 || rates[g].value() < rates[least].value() ? g : least;
        most = most < 0 || rates[g].value() > rates[most].value() ? g : most;
        sheet.row(
            one.attribute().name(),
            one.column(),
            one.attribute().groups().names().get(g),
            rates[g].n(),
            rates[g].value(),
            rates[g].low(),
            rates[g].high(),
            one.table().cramersV(),
            corrected[i]);
      }
      if (corrected[i] < Chance.LEVEL) {
        sentence(report, one, rates, least, most, corrected[i]);
      }
    }
  }

  private static void sentence(
      Report report, Tested one, Rate[] rates, int least, int most, double p) {
    List<String> names = one.attribute().groups().names();
    double gap = rates[most].value() - rates[least].value();
    String text =
        "%s is missing in %s of %s rows of %s and in %s of %s rows of %s (%s, %s corrected)."
            .formatted(
                one.column(),
                Words.percent(rates[most].value()),
                Words.count(rates[most].n()),
                names.get(most),
                Words.percent(rates[least].value()),
                Words.count(rates[least].n()),
                names.get(least),
                one.attribute().name(),
                Words.p(p));
    if (gap >= MUCH) {
      report.warn(gap, text + " That it is missing says something about the group.");
    } else {
      report.note(gap, text);
    }
  }
}
