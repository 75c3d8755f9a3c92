package plugins.report.internal;

import java.util.List;
import java.util.Map;

/** Report trees of runs that lack something. */
final class Variants {
  private static final List<String> OPTIONAL =
      List.of(
          "costs",
          "training",
          "objectives",
          "explanations",
          "classificationReport",
          "dataCard",
          "modelCard",
          "methods");

  private Variants() {}

  /** A run that ended before it had read its data. */
  static Fixture failedEarly() {
    Fixture report = Fixture.finance();
    report.tree().keySet().removeAll(OPTIONAL);
    report.tree().put("summary", List.of());
    report.tree().put("gates", List.of());
    report.tree().put("evidence", List.of());
    report.map("run").put("status", "FAILED");
    report.map("run").put("ended", null);
    report.tree().put("verdict", incomplete("The run ended by an error before training."));
    report
        .tree()
        .put(
            "unfinished",
            Map.of(
                "phase", "train",
                "reason", "stopped",
                "done", List.of("The data was read."),
                "resume", "governance resume r1"));
    report.tree().put("problems", List.of(problem()));
    return report;
  }

  /** A run on data without protected columns, with figures that are not defined. */
  static Fixture withoutGroups() {
    Fixture report = Fixture.finance();
    for (Object row : report.list("summary")) {
      Map<String, Object> figures = Json.map(row);
      Json.map(figures.get("tuned")).put("groups", List.of());
      figures.put("baseline", null);
      figures.put("change", null);
    }
    report.map("dataCard").put("baseRates", List.of());
    report.map("summary.0.tuned").put("value", null);
    report.map("summary.0.tuned").put("interval", null);
    return report;
  }

  private static Map<String, Object> incomplete(String sentence) {
    return Map.of("status", "INCOMPLETE", "sentence", sentence, "failing", List.of());
  }

  private static Map<String, Object> problem() {
    return Map.of(
        "remedy", "FIX_DATA",
        "subject", "loans.csv line 12",
        "got", "3 fields",
        "allowed", "9 fields",
        "advice", "Mend the line.");
  }
}
