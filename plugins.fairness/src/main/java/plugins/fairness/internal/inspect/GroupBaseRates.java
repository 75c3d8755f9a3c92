package plugins.fairness.internal.inspect;

import governance.api.Contribution;
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
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;
import plugins.fairness.internal.inspect.Subject.Target;

/**
 * How many rows each group and each intersection of groups has, and how many of them have a class
 * (the base rate), with Wilson's interval. Small groups are marked and never left out.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.group-base-rates",
    settings = SizeConfig.class,
    description =
        "Sizes and base rates of groups and of their intersections, with Wilson intervals.")
public final class GroupBaseRates implements DataAnalysis {
  private static final String TITLE = "Group sizes and base rates";
  private static final String UNKNOWN = "(not known)";
  private static final double DOMINANT = 0.8;

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    String without = subject.withoutGroups();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    int small = setup.settings().as(SizeConfig.class).smallGroup();
    Report report = new Report(TITLE);
    List<Target> targets = setup.label().isPresent() ? subject.targets() : List.of();
    if (setup.label().isPresent() && !subject.withoutLabel().isEmpty()) {
      report.warn(
          1, Words.capital(subject.withoutLabel()) + " A model has nothing to learn from it.");
    }
    List<Attribute> attributes = subject.attributes();
    for (Attribute attribute : attributes) {
      groups(report, attribute, targets, small);
    }
    if (attributes.size() > 1) {
      Intersections all = Intersections.of(attributes);
      Attribute crossed = new Attribute(all.name(), all.groups());
      table(report, crossed, targets, small, "Intersections of " + all.name());
      smallOnes(report, crossed, small, "intersections");
      all.empty().ifPresent(text -> report.note(0.3, text));
    }
    return report.result(subject.size());
  }

  private static void groups(Report report, Attribute attribute, List<Target> targets, int small) {
    Categories groups = attribute.groups();
    table(report, attribute, targets, small, "Groups of " + attribute.name());
    if (groups.size() < 2) {
      String got =
          groups.size() == 0 ? "No row has a value" : "Every row is " + groups.names().get(0);
      report.warn(
          1, got + " in " + attribute.name() + ": there is no second group to compare with.");
      return;
    }
    smallOnes(report, attribute, small, "groups");
    long[] counts = groups.counts();
    long known = groups.codes().length - groups.missing();
    int largest =
        IntStream.range(0, counts.length)
            .boxed()
            .max(Comparator.comparing(g -> counts[g]))
            .orElseThrow();
    Rate share = new Rate(counts[largest], known);
    if (share.value() >= DOMINANT) {
      report.note(
          share.value(),
          "%s of %s rows with known %s are %s: a model is tuned mostly to them."
              .formatted(
                  Words.percent(share.value()),
                  Words.count(known),
                  attribute.name(),
                  groups.names().get(largest)));
    }
    if (groups.missing() > 0) {
      Rate missing = new Rate(groups.missing(), groups.codes().length);
      report.note(
          missing.value(),
          "%s is not known for %s (%s): they belong to no group and no group figure counts them."
              .formatted(
                  attribute.name(), Words.rows(missing.hits()), Words.percent(missing.value())));
    }
  }

  private static void smallOnes(Report report, Attribute attribute, int small, String what) {
    long[] counts = attribute.groups().counts();
    List<Integer> few =
        IntStream.range(0, counts.length)
            .filter(g -> counts[g] < small)
            .boxed()
            .sorted(Comparator.comparingLong((Integer g) -> counts[g]).thenComparing(g -> g))
            .toList();
    if (few.isEmpty()) {
      return;
    }
    List<String> named = new ArrayList<>();
    few.stream()
        .limit(5)
        .forEach(g -> named.add(attribute.groups().names().get(g) + " (" + counts[g] + ")"));
    String more = few.size() > named.size() ? " and " + (few.size() - named.size()) + " more" : "";
    report.warn(
        0.2 + 0.3 * few.size() / counts.length,
        "%d of %d %s of %s %s fewer than %d rows: %s%s. Figures of so few rest on chance."
            .formatted(
                few.size(),
                counts.length,
                what,
                attribute.name(),
                few.size() == 1 ? "has" : "have",
                small,
                String.join(", ", named),
                more));
  }

  private static void table(
      Report report, Attribute attribute, List<Target> targets, int small, String title) {
    Report.Sheet sheet = report.sheet(title).text("group").count("n").share("share");
    targets.forEach(t -> sheet.rate(t.name()));
    sheet.text("size").note("Rates with 95 % Wilson intervals; small is below " + small + " rows.");
    Categories groups = withUnknown(attribute.groups());
    List<long[]> hits = new ArrayList<>();
    for (Target target : targets) {
      Crosstab table = Crosstab.of(groups, target.rows());
      hits.add(Arrays.stream(table.counts()).mapToLong(row -> row[1]).toArray());
    }
    long[] counts = groups.counts();
    for (int g = 0; g < counts.length; g++) {
      if (g == counts.length - 1 && counts[g] == 0) {
        continue; // every row is known
      }
      List<Object> row = new ArrayList<>();
      row.add(groups.names().get(g));
      row.add(counts[g]);
      row.add((double) counts[g] / groups.codes().length);
      for (long[] each : hits) {
        Rate rate = new Rate(each[g], counts[g]);
        row.addAll(List.of(rate.value(), rate.low(), rate.high()));
      }
      row.add(counts[g] < small ? "small" : "");
      sheet.row(row);
    }
  }

  private static Categories withUnknown(Categories groups) {
    List<String> names = new ArrayList<>(groups.names());
    names.add(UNKNOWN);
    int[] codes = Arrays.stream(groups.codes()).map(c -> c < 0 ? groups.size() : c).toArray();
    return new Categories(List.copyOf(names), codes);
  }
}
