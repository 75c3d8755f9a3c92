package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Counts the classes of the label, and tells when one of them is rare. Look for what matters here. */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "${id}",
    description = "How many rows each class has.")
public final class ${className}DataAnalysis implements DataAnalysis {
  private static final String TITLE = "Classes";

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    int all = setup.data().size();
    if (setup.label().isEmpty() || all == 0) {
      return AnalysisResult.notApplicable(TITLE, "no row has a label.");
    }
    List<?> labels = setup.data().values(setup.label().get());
    List<Finding> findings = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (String name : setup.classes()) {
      long n = labels.stream().filter(name::equals).count();
      rows.add(List.of(name, n, (double) n / all));
      if (n < all / 20.0) {
        String sentence = "Only " + n + " of " + all + " rows have the class " + name + ".";
        findings.add(new Finding(Severity.NOTE, 1 - (double) n / all, sentence));
      }
    }
    List<AnalysisTable.Column> columns =
        List.of(
            new AnalysisTable.Column("class", Format.TEXT),
            new AnalysisTable.Column("n", Format.COUNT),
            new AnalysisTable.Column("share", Format.SHARE));
    return AnalysisResult.of(
        TITLE, all, findings, List.of(new AnalysisTable("Classes", columns, rows, "")));
  }
}
