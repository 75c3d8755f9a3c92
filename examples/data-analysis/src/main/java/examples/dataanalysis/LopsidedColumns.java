package examples.dataanalysis;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Finds features that are nearly the same in all rows, so that they tell a model nothing. */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "example.lopsided-columns",
    settings = LopsidedColumns.Config.class,
    description = "Features that are nearly the same in all rows.")
public final class LopsidedColumns implements DataAnalysis {
  private static final String TITLE = "Lopsided columns";

  /** The settings. */
  @ObjectClassDefinition(name = "Lopsided columns")
  @interface Config {
    /** Share of one value. */
    @AttributeDefinition(
        min = "0.5",
        max = "1",
        description = "A feature is lopsided from this share of one value on.")
    double share() default 0.95;
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    List<Column> columns =
        setup.data().schema().with(Role.FEATURE).stream()
            .filter(c -> c.type() == ValueType.STRING)
            .toList();
    if (columns.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, "no feature holds texts.");
    }
    double bound = setup.settings().as(Config.class).share();
    List<Finding> findings = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Column column : columns) {
      Map<String, Integer> counts = new TreeMap<>();
      for (Object value : setup.data().values(column.name())) {
        if (value != null) {
          counts.merge((String) value, 1, Integer::sum);
        }
      }
      double all = counts.values().stream().mapToInt(n -> n).sum();
      double most = counts.values().stream().mapToInt(n -> n).max().orElse(0) / all;
      rows.add(List.of(column.name(), counts.size(), most));
      if (most >= bound) {
        String sentence =
            "%s is the same in %.0f %% of the rows.".formatted(column.name(), 100 * most);
        findings.add(new Finding(Severity.NOTE, most, sentence));
      }
    }
    AnalysisTable table =
        new AnalysisTable(
            "Features",
            List.of(
                new AnalysisTable.Column("column", Format.TEXT),
                new AnalysisTable.Column("values", Format.COUNT),
                new AnalysisTable.Column("of the most frequent", Format.SHARE)),
            rows,
            "");
    return AnalysisResult.of(TITLE, setup.data().size(), findings, List.of(table));
  }
}
