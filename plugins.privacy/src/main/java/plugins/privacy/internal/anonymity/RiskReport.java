package plugins.privacy.internal.anonymity;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of re-identification of one table, in tables and words. */
final class RiskReport {
  private final Dataset data;
  private final List<Column> columns;
  private final Reidentification.Config config;
  private final List<int[]> codes = new ArrayList<>();
  private final int[] cardinalities;
  private final EquivalenceClasses classes;
  private final boolean[] members;

  RiskReport(Dataset data, List<Column> columns, Reidentification.Config config) {
    this.data = data;
    this.columns = columns;
    this.config = config;
    this.cardinalities = new int[columns.size()];
    for (int i = 0; i < cardinalities.length; i++) {
      Domain domain = domain(columns.get(i));
      cardinalities[i] = domain.size();
      codes.add(domain.encode(data.values(columns.get(i).name())));
    }
    this.classes = EquivalenceClasses.of(data.size(), codes, cardinalities);
    this.members = members();
  }

  private boolean[] members() {
    String subject = Reidentification.ID + " setting member";
    boolean[] all = new boolean[data.size()];
    Arrays.fill(all, true);
    return config.member().isEmpty() ? all : new Columns(subject, data).members(config.member());
  }

  private Domain domain(Column column) {
    boolean numeric = column.type() == ValueType.NUMBER;
    return new Domain(column.name(), data.values(column.name()), numeric, null);
  }

  AnalysisResult result(String title) {
    int[] sizes = new int[classes.count()];
    int[] sample = new int[classes.count()];
    for (int group = 0; group < sizes.length; group++) {
      int from = classes.starts()[group];
      sizes[group] = classes.size(group);
      sample[group] = PresenceModel.members(members, classes.rows(), from, from + sizes[group]);
    }
    Risk prosecutor = Risk.of(sample, sample, config.threshold());
    Risk journalist = Risk.of(sample, sizes, config.threshold());
    List<AnalysisTable> tables = new ArrayList<>();
    tables.add(risks(prosecutor, journalist));
    tables.add(measures(sample, sizes));
    tables.add(quasi());
    return AnalysisResult.of(title, data.size(), List.of(finding(prosecutor, sample)), tables);
  }

  private AnalysisTable risks(Risk prosecutor, Risk journalist) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(risk("prosecutor: knows that a person is in the data", prosecutor));
    rows.add(risk("journalist: knows the population only", journalist));
    rows.add(
        Arrays.asList("marketer: links all rows", null, null, journalist.average(), null, null));
    return new AnalysisTable(
        "Risk by attacker",
        List.of(
            new AnalysisTable.Column("attacker", Format.TEXT),
            new AnalysisTable.Column("highest", Format.SHARE),
            new AnalysisTable.Column("lowest", Format.SHARE),
            new AnalysisTable.Column("average", Format.SHARE),
            new AnalysisTable.Column("rows above threshold", Format.SHARE),
            new AnalysisTable.Column("unique rows", Format.SHARE)),
        rows,
        config.member().isEmpty()
            ? "No population is known, so the rows stand for it: the journalist's and the marketer's"
                + " risk are upper bounds."
            : "");
  }

  private static List<Object> risk(String attacker, Risk risk) {
    return List.of(
        attacker, risk.highest(), risk.lowest(), risk.average(), risk.above(), risk.uniques());
  }

  private AnalysisTable measures(int[] sample, int[] sizes) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("groups of equal rows", classes.count()));
    rows.add(List.of("k", smallest(sample)));
    if (!config.sensitive().isEmpty()) {
      Column column =
          new Columns(Reidentification.ID + " setting sensitive", data).one(config.sensitive());
      Sensitive sensitive = new Sensitive(domain(column), data.values(column.name()));
      Distance distance =
          config.distance() == Distance.HIERARCHICAL ? Distance.EQUAL : config.distance();
      Protection found = Protection.of(classes, sensitive, distance, config.c());
      rows.add(List.of("distinct l", found.distinct()));
      rows.add(List.of("entropy l", found.entropy()));
      rows.add(List.of("recursive l (c = " + Values.text(config.c()) + ")", found.recursive()));
      String ground = distance.name().toLowerCase(Locale.ROOT);
      rows.add(List.of("t (" + ground + " distance)", found.closeness()));
    }
    if (!config.member().isEmpty()) {
      double least = 1;
      double most = 0;
      for (int group = 0; group < sizes.length; group++) {
        least = Math.min(least, sample[group] / (double) sizes[group]);
        most = Math.max(most, sample[group] / (double) sizes[group]);
      }
      rows.add(List.of("least delta", least));
      rows.add(List.of("greatest delta", most));
    }
    return new AnalysisTable(
        "Measures of protection",
        List.of(
            new AnalysisTable.Column("measure", Format.TEXT),
            new AnalysisTable.Column("value", Format.NUMBER)),
        rows,
        "");
  }

  private static int smallest(int[] sample) {
    return Arrays.stream(sample).filter(size -> size > 0).min().orElseThrow();
  }

  private AnalysisTable quasi() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < cardinalities.length; i++) {
      int[] one = {cardinalities[i]};
      EquivalenceClasses alone = EquivalenceClasses.of(data.size(), List.of(codes.get(i)), one);
      rows.add(distinctness(columns.get(i).name(), Distinctness.of(alone)));
    }
    if (cardinalities.length > 1) {
      rows.add(distinctness("all together", Distinctness.of(classes)));
    }
    return new AnalysisTable(
        "Quasi-identifiers",
        List.of(
            new AnalysisTable.Column("column", Format.TEXT),
            new AnalysisTable.Column("values", Format.COUNT),
            new AnalysisTable.Column("distinction", Format.SHARE),
            new AnalysisTable.Column("separation", Format.SHARE)),
        rows,
        "Distinction: values / rows. Separation: share of pairs of rows that differ.");
  }

  private static List<Object> distinctness(String name, Distinctness found) {
    return List.of(name, found.values(), found.distinction(), found.separation());
  }

  private Finding finding(Risk risk, int[] sample) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    int k = smallest(sample);
    String sentence =
        k == 1
            ? String.format(
                Locale.ROOT,
                "%.1f %% of the rows are the only ones with their values of %s.",
                100 * risk.uniques(),
                names)
            : String.format(
                Locale.ROOT,
                "Every row equals at least %d others in %s; on average 1 in %.1f is recognised.",
                k - 1,
                names,
                1 / risk.average());
    Severity severity = k == 1 ? Severity.WARNING : Severity.INFO;
    return new Finding(severity, k == 1 ? risk.uniques() : risk.average(), sentence);
  }
}
