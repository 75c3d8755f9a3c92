package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.osgi.service.component.annotations.Component;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * How often rows that are equal in all that the model reads have different labels: (1/N) Σᵢ (1/N)
 * Σⱼ I(xⱼ = xᵢ) (yᵢ − yⱼ)², where with several classes (yᵢ − yⱼ)² is 1 for different ones. No model
 * can be right about such rows.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.label-inconsistency",
    description = "How often rows of equal content have different labels, by group.")
public final class LabelInconsistency implements DataAnalysis {
  private static final String TITLE = "Labels of equal rows";

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    List<Column> read = subject.readable();
    String without =
        read.isEmpty() ? "no column of features or texts is read." : subject.withoutLabel();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    Content content = Content.of(subject.data(), read);
    Categories label = subject.label();
    Report report = new Report(TITLE);
    Report.Sheet sheet =
        report
            .sheet("Rows with equals")
            .text("group")
            .count("n")
            .count("rows with equals")
            .count("of them with another label")
            .count("against the majority")
            .number("inconsistency")
            .share("pairs that differ")
            .note(
                "Inconsistency is (1/N) Σᵢ (1/N) Σⱼ I(xⱼ = xᵢ) (yᵢ − yⱼ)² over the rows of the group;"
                    + " equal means equal in "
                    + read.size()
                    + " columns, protected attributes"
                    + " left out.");
    Disagreement all = Disagreement.of(content, label, row -> true);
    write(sheet, "all rows", all);
    sentence(report, all);
    for (Attribute attribute : subject.attributes()) {
      for (int g = 0; g < attribute.groups().size(); g++) {
        int group = g;
        write(
            sheet,
            Words.group(attribute.name(), attribute.groups().names().get(g)),
            Disagreement.of(content, label, row -> attribute.groups().codes()[row] == group));
      }
      across(report, attribute, content, label);
    }
    return report.result(subject.size());
  }

  private static void write(Report.Sheet sheet, String name, Disagreement d) {
    sheet.row(name, d.rows(), d.withEquals(), d.disagreeing(), d.minority(), d.value(), d.share());
  }

  private static void sentence(Report report, Disagreement d) {
    Rate differing = new Rate(d.disagreeing(), d.rows());
    if (d.disagreeing() == 0) {
      report.info(
          0,
          "No two of the %s rows are equal in all that is read and differ in their label (%s have an equal)."
              .formatted(Words.count(d.rows()), Words.count(d.withEquals())));
      return;
    }
    String text =
        "%s (%s) are equal to another row in all that is read and have another label; %s at least cannot be predicted right. Inconsistency %s."
            .formatted(
                Words.rows(d.disagreeing()),
                Words.percent(differing.value()),
                Words.rows(d.minority()),
                Words.small(d.value()));
    if (differing.value() >= 0.01) {
      report.warn(differing.value(), text);
    } else {
      report.note(differing.value(), text);
    }
  }

  /** Equal rows whose labels differ and that differ in nothing but the group. */
  private static void across(
      Report report, Attribute attribute, Content content, Categories label) {
    double pairs = 0;
    double differing = 0;
    for (int[] set : content.sets()) {
      if (set.length > 1) {
        double crossing = crossing(set, attribute.groups(), row -> 0);
        pairs += crossing;
        differing += crossing - crossing(set, attribute.groups(), row -> label.codes()[row]);
      }
    }
    if (differing > 0) {
      report.note(
          differing / pairs,
          "Of %s pairs of rows that differ in %s and in nothing that is read, %s (%s) have different labels."
              .formatted(
                  Words.count((long) pairs),
                  attribute.name(),
                  Words.count((long) differing),
                  Words.percent(differing / pairs)));
    }
  }

  /** Counts pairs of rows of one class that are of different groups. */
  private static double crossing(int[] set, Categories groups, IntUnaryOperator classes) {
    Map<Integer, Map<Integer, Long>> counts = new HashMap<>();
    for (int row : set) {
      if (groups.codes()[row] >= 0) {
        counts
            .computeIfAbsent(classes.applyAsInt(row), c -> new HashMap<>())
            .merge(groups.codes()[row], 1L, Long::sum);
      }
    }
    double pairs = 0;
    for (Map<Integer, Long> by : counts.values()) {
      double all = by.values().stream().mapToLong(Long::longValue).sum();
      double same = by.values().stream().mapToDouble(c -> (double) c * c).sum();
      pairs += (all * all - same) / 2;
    }
    return pairs;
  }
}
