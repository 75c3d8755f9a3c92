package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analyses of the training rows as part of a run. */
class InspectionRunTest {
  private static final String ID = "x.sizes";

  @TempDir Path out;

  /** Tells how many rows it got, in three findings and one table. */
  private static final class Sizes implements DataAnalysis {
    final List<AnalysisSetup> seen = new ArrayList<>();

    @Override
    public AnalysisResult analyse(AnalysisSetup setup) {
      seen.add(setup);
      int n = setup.data().size();
      return AnalysisResult.of(
          "Sizes",
          n,
          List.of(
              new Finding(Severity.INFO, 0.9, "There are " + n + " rows."),
              new Finding(Severity.WARNING, 0.1, "A weak warning."),
              new Finding(Severity.WARNING, 0.5, "A strong warning.")),
          List.of(
              new AnalysisTable(
                  "All",
                  List.of(
                      new AnalysisTable.Column("what", Format.TEXT),
                      new AnalysisTable.Column("n", Format.COUNT),
                      new AnalysisTable.Column("p", Format.P_VALUE)),
                  List.of(Arrays.asList("rows", n, Double.NaN)),
                  "")));
    }
  }

  private static Map<String, Object> json(RunInfo run, String file) {
    return JsonReader.file(run.evidence().resolve(file));
  }

  private RunInfo run(String id, DataAnalysis analysis) throws Exception {
    Runs runs = Runs.sequences(new Specs().analysis(id));
    runs.registry.add(Kind.DATA_ANALYSIS, id, analysis);
    return TestService.over(runs, out).run();
  }

  @Test
  void trainingRowsBeforeTransformsAreAnalysedAndWhatIsFoundIsKept() throws Exception {
    Sizes sizes = new Sizes();
    RunInfo run = run(ID, sizes);
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(1, sizes.seen.size(), "the reference and validation do not look again");
    AnalysisSetup seen = sizes.seen.get(0);
    assertEquals(120, seen.data().size());
    assertEquals("label", seen.label().orElseThrow());
    assertEquals(List.of("no", "yes"), seen.classes());
    assertEquals(1, seen.favourable());
    assertEquals(
        List.of("sex"),
        seen.data().schema().with(Role.PROTECTED).stream().map(Column::name).toList());
    Map<String, Object> kept = json(run, "data/inspection.json");
    assertEquals(120L, kept.get("rows"));
    List<String> sentences =
        ((List<?>) kept.get("findings"))
            .stream().map(f -> ((Map<?, ?>) f).get("sentence").toString()).toList();
    assertEquals(List.of("A strong warning.", "A weak warning.", "There are 120 rows."), sentences);
    assertEquals(kept, json(run, "report.json").get("inspection"));
    Map<?, ?> card = (Map<?, ?>) json(run, "data/card.json").get("inspection");
    assertEquals(
        2, ((List<?>) card.get("findings")).size(), "what is only told is not on the card");
    assertTrue(json(run, "manifest.json").containsKey("data/inspection.json"));
    assertTrue(Files.readString(run.evidence().resolve("events.jsonl")).contains("\"inspected\""));
    ReportSchemaTest.fits(run.evidence().resolve("report.json"));
  }

  @Test
  void oneThatDoesNotApplySaysWhy() throws Exception {
    RunInfo run = run(ID, s -> AnalysisResult.notApplicable("Sizes", "there is nothing to count."));
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<?, ?> one =
        (Map<?, ?>) ((List<?>) json(run, "data/inspection.json").get("analyses")).get(0);
    assertEquals("there is nothing to count.", one.get("notApplicable"));
    ReportSchemaTest.fits(run.evidence().resolve("report.json"));
  }

  @Test
  void oneThatFailsIsRecordedAndBlocksRelease() throws Exception {
    for (DataAnalysis bad :
        List.<DataAnalysis>of(
            s -> null,
            s -> {
              throw new IllegalStateException("broken");
            })) {
      RunInfo run = run(ID, bad);
      assertEquals(RunStatus.BLOCKED, run.status(), run.message());
      Map<?, ?> one =
          (Map<?, ?>) ((List<?>) json(run, "data/inspection.json").get("analyses")).get(0);
      assertTrue(one.get("failure").toString().startsWith("contribution failed: " + ID));
      String gates = Files.readString(run.evidence().resolve("gates.json"));
      assertTrue(gates.contains("evidence-complete") && gates.contains(ID), gates);
      ReportSchemaTest.fits(run.evidence().resolve("report.json"));
    }
  }

  @Test
  void oneThatDoesNotSuitTheDataEndsTheRunBeforeAnythingIsWritten() throws Exception {
    RunInfo run =
        run(
            ID,
            s -> {
              throw GovernanceException.spec("x.sizes setting shares", "1.2", "1", "Mend it");
            });
    assertEquals(RunStatus.FAILED, run.status());
    assertTrue(run.message().contains("x.sizes setting shares"), run.message());
    assertFalse(Files.exists(run.evidence()), "something was written");
  }

  @Test
  void aRunWithoutAnalysesHasNoInspection() throws Exception {
    RunInfo run = TestService.over(Runs.sequences(new Specs()), out).run();
    assertFalse(Files.exists(run.evidence().resolve("data/inspection.json")));
    assertEquals(null, json(run, "report.json").get("inspection"));
  }
}
