package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.report.ReportRenderer;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.sweep.GridPoint;
import governance.runtime.internal.sweep.RunRecord;
import governance.runtime.internal.sweep.SweepListener;
import governance.runtime.internal.sweep.SweepPlan;
import governance.runtime.internal.sweep.SweepRequest;
import governance.runtime.internal.sweep.Sweeper;
import governance.runtime.internal.sweep.Vary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps over fakes: two points, two seeds. */
class SweepRunTest {
  private static final Metric GAP =
      (set, settings) -> {
        double[] yes = new double[2];
        double[] all = new double[2];
        for (int i = 0; i < set.size(); i++) {
          int group = set.groups("sex").index()[i];
          all[group] += set.weight(i);
          yes[group] += set.predictions()[i] == 0 ? set.weight(i) : 0;
        }
        double gap = Math.abs(yes[0] / all[0] - yes[1] / all[1]);
        return MetricResult.of(gap, Direction.LOWER_IS_BETTER, set.size());
      };

  @TempDir Path out;
  private final List<String> begun = new ArrayList<>();
  private int failing;
  private String cancelAt = "";
  private BiConsumer<DefaultRunService, String> stopping;
  private Runnable ask;

  private Runs runs(Specs specs) {
    Runs runs = Runs.sequences(specs.validated());
    runs.registry.add(Kind.METRIC, "test.gap", GAP);
    specs.metric("test.gap");
    runs.penalty(
        "p.x",
        batch -> {
          if (failing > 0 && begun.get(begun.size() - 1).startsWith(failing + "/")) {
            throw new IllegalStateException("not with this weight");
          }
          return FakeTensors.tensor(0.5);
        });
    return runs;
  }

  private SweepPlan plan() {
    RunRequest run = new RunRequest("test", Map.of(), Map.of(), out);
    SweepRequest request =
        new SweepRequest(
            run,
            List.of(new Vary("penalties.p.x.weight", List.of("0", "1"))),
            List.of(1L, 2L),
            "test.accuracy",
            "test.gap");
    List<GridPoint> points =
        List.of(
            new GridPoint(1, Map.of("penalties.p.x.weight", "0"), true),
            new GridPoint(2, Map.of("penalties.p.x.weight", "1"), false));
    return new SweepPlan(
        request, points, List.of(Map.of(), Map.of()), List.of(), "test", Optional.empty());
  }

  private SweepListener listener(DefaultRunService service) {
    return new SweepListener() {
      @Override
      public void working(Runnable stop) {
        ask = stop;
      }

      @Override
      public RunListener begins(GridPoint point, long seed, boolean resumed) {
        String name = point.number() + "/" + seed;
        begun.add(name + (resumed ? " again" : ""));
        return new RunListener() {
          @Override
          public void step(Progress progress) {
            if (name.equals(cancelAt) && progress.step() == 7) {
              stopping.accept(service, progress.run());
            }
          }
        };
      }

      @Override
      public void ended(RunRecord run, int done, double seconds) {}
    };
  }

  private Sweeper.Ended sweep(Runs runs) throws InterruptedException {
    DefaultRunService service = TestService.over(runs, out).service();
    Path into = out.resolve("sweep-1");
    return Sweeper.begin(service, runs.registry, plan(), into, listener(service));
  }

  private List<Path> evidence() throws IOException {
    try (Stream<Path> all = Files.walk(out.resolve("sweep-1"))) {
      return all.filter(f -> f.endsWith("status.json")).map(Path::getParent).sorted().toList();
    }
  }

  private static Map<?, ?> point(Sweeper.Ended ended, int number) {
    return (Map<?, ?>) ((List<?>) ended.tree().get("points")).get(number - 1);
  }

  @Test
  void everyPointRunsWithEverySeedAndIsComparedOnValidationRows() throws Exception {
    Sweeper.Ended ended = sweep(runs(new Specs()));
    assertEquals(List.of("1/1", "2/1", "1/2", "2/2"), begun);
    assertEquals(4, evidence().size());
    assertEquals("FINISHED", ended.tree().get("status"));
    assertEquals("validation", ended.tree().get("basis"));
    assertTrue(ended.result().passes());
    Map<?, ?> first = point(ended, 1);
    assertEquals(2, ((List<?>) first.get("runs")).size());
    Map<String, Object> validation = JsonReader.file(evidence().get(0).resolve("validation.json"));
    Map<?, ?> accuracy = (Map<?, ?>) ((Map<?, ?>) validation.get("metrics")).get("test.accuracy");
    Map<?, ?> figure =
        (Map<?, ?>) ((Map<?, ?>) ((List<?>) first.get("runs")).get(0)).get("validation");
    assertEquals(
        ((Map<?, ?>) accuracy.get("tuned")).get("value"),
        ((Map<?, ?>) figure.get("utility")).get("value"));
    assertEquals(20, ((List<?>) ((Map<?, ?>) validation.get("replicates")).get("test.gap")).size());
    Map<String, Object> file = JsonReader.file(ended.folder().resolve("sweep.json"));
    assertEquals(2L, ((List<?>) file.get("points")).size() + 0L);
  }

  @Test
  void aSweepWhoseRunWasCancelledGoesOnWhereItWas() throws Exception {
    stopping = DefaultRunService::cancel;
    goesOnWhereItWas();
  }

  @Test
  void aSweepThatWasAskedToStopGoesOnWhereItWas() throws Exception {
    stopping = (service, run) -> ask.run();
    goesOnWhereItWas();
  }

  private void goesOnWhereItWas() throws Exception {
    Runs runs = runs(new Specs());
    cancelAt = "1/2";
    Sweeper.Ended stopped = sweep(runs);
    assertEquals("STOPPED", stopped.tree().get("status"));
    assertFalse(stopped.result().complete());
    assertEquals(List.of("1/1", "2/1", "1/2"), begun);
    List<Path> before = evidence();
    assertEquals(3, before.size());
    String done = Files.readString(before.get(0).resolve("status.json"));
    begun.clear();
    cancelAt = "";
    DefaultRunService service = TestService.over(runs, out).service();
    Sweeper.Ended ended =
        Sweeper.goOn(service, runs.registry, plan(), stopped.folder(), listener(service));
    assertEquals(List.of("1/2 again", "2/2"), begun, "finished runs are not made again");
    assertEquals("FINISHED", ended.tree().get("status"));
    assertEquals(4, evidence().size());
    assertTrue(evidence().containsAll(before));
    assertEquals(done, Files.readString(before.get(0).resolve("status.json")));
    Path half = before.get(1);
    assertTrue(Files.readString(half.resolve("events.jsonl")).contains("\"resumed\""));
    assertEquals(stopped.tree().get("started"), ended.tree().get("started"));
  }

  @Test
  void aPointThatFailsIsListedAndStopsNoOther() throws Exception {
    failing = 1;
    Sweeper.Ended ended = sweep(runs(new Specs()));
    assertEquals(List.of("1/1", "2/1", "1/2", "2/2"), begun);
    assertEquals(2, ended.result().failed().size());
    assertTrue(
        ended.result().failed().get(0).failure().contains("not with this weight"),
        ended.result().failed().toString());
    assertEquals("failed", point(ended, 1).get("state"));
    assertEquals("front", point(ended, 2).get("state"));
    assertEquals(2, ((Map<?, ?>) ended.tree().get("recommended")).get("point"));
  }

  @Test
  void withoutValidationRowsTheTestRowsAreUsedAndThatIsSaid() throws Exception {
    Specs specs = new Specs().split(0, 0.2);
    Sweeper.Ended ended = sweep(runs(specs));
    assertEquals("test", ended.tree().get("basis"));
    String reason = ended.tree().get("basisReason").toString();
    assertTrue(reason.contains("because the data has no validation rows"), reason);
    assertTrue(reason.contains("flattered"), reason);
  }

  @Test
  void dataThatNoRunCanUseLeavesNothing() {
    Runs runs = runs(new Specs().classes("a", "b"));
    Path fresh = out.resolve("fresh");
    DefaultRunService service = TestService.over(runs, out).service();
    assertThrows(
        GovernanceException.class,
        () ->
            Sweeper.begin(
                service, runs.registry, plan(), fresh.resolve("sweep-1"), listener(service)));
    assertFalse(Files.exists(fresh));
  }

  @Test
  void thePageIsMadeByTheRendererOfReports() throws Exception {
    Runs runs = runs(new Specs());
    runs.registry.add(
        Kind.RENDERER,
        "report.html",
        new ReportRenderer() {
          @Override
          public String mediaType() {
            return "text/html";
          }

          @Override
          public String fileName() {
            return "report.html";
          }

          @Override
          public void render(governance.api.report.ReportModel model, OutputStream stream)
              throws IOException {
            stream.write((model.run() + " " + model.tree().get("basis")).getBytes("UTF-8"));
          }
        });
    Sweeper.Ended ended = sweep(runs);
    assertEquals("sweep-1 validation", Files.readString(ended.folder().resolve("sweep.html")));
  }

  @Test
  void aRunIsAskedForValidationFiguresByItsSpec() throws Exception {
    Runs plain = Runs.sequences(new Specs());
    RunInfo run = TestService.over(plain, out).run();
    assertFalse(Files.exists(run.evidence().resolve("validation.json")));
    Runs asked = Runs.sequences(new Specs().validated());
    RunInfo validated = TestService.over(asked, out).run();
    Map<String, Object> tree = JsonReader.file(validated.evidence().resolve("validation.json"));
    assertEquals(40L, tree.get("rows"));
    assertEquals(false, tree.get("ruleFitted"));
    assertEquals(List.of(), tree.get("gates"));
    String manifest = Files.readString(validated.evidence().resolve("manifest.json"));
    assertTrue(manifest.contains("validation.json"));
  }
}
