package governance.runtime.internal.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import governance.runtime.internal.cli.BrokenRuns;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.run.Phase;
import governance.runtime.internal.run.PredictRequest;
import governance.runtime.internal.run.Predicted;
import governance.runtime.internal.run.Progress;
import governance.runtime.internal.run.RunListener;
import governance.runtime.internal.run.RunMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
  @TempDir Path folder;
  private CliFixture cli;

  @BeforeEach
  void fixture() throws IOException {
    cli = new CliFixture(folder);
    cli.runs = new Scripted(RunStatus.BLOCKED, 3, List.of());
    write(
        "status.json",
        """
        {"run":"r1","status":"BLOCKED","step":2,"steps":2,"message":"done"}""");
    write(
        "metrics.json",
        """
        {"quality.accuracy":{"direction":"HIGHER_IS_BETTER",
           "baseline":{"value":0.5,"n":10,"interval":null},
           "tuned":{"value":0.75,"n":10,"interval":{"low":0.7,"high":0.8,"level":0.95,"method":"b"}},
           "change":{"value":0.25,"interval":null}},
         "fairness.demographic-parity-ratio":{"direction":"HIGHER_IS_BETTER",
           "baseline":{"value":0.9,"n":10},"tuned":{"value":0.7,"n":10},
           "change":{"value":-0.2,"interval":{"low":-0.4,"high":-0.1}}},
         "quality.auc":{"direction":"HIGHER_IS_BETTER",
           "baseline":{"value":null,"n":0},"tuned":{"value":0.7,"n":10},
           "change":{"value":null,"interval":null}}}""");
    write(
        "gates.json",
        """
        [{"id":"four-fifths","status":"FAIL","reason":"0.7 is below 0.8"}]""");
    write("report.html", "<html></html>");
    write("report.json", "{\"run\":\"r1\"}");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve("runs/r1").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void showsFiguresGatesAndWhereTheEvidenceIs() {
    assertEquals(3, cli.run("run", "finance", "--quiet"));
    assertEquals("", cli.err());
    assertEquals(
        """
        A gate blocks release.
        METRIC                             BEFORE  AFTER                    CHANGE
        quality.accuracy                   0.5000  0.7500 [0.7000, 0.8000]  better
        fairness.demographic-parity-ratio  0.9000  0.7000                   worse
        quality.auc                        –       0.7000

        FAIL  four-fifths  0.7 is below 0.8

        report    FOLDER/runs/r1/report.html
        report    FOLDER/runs/r1/report.json
        evidence  FOLDER/runs/r1
        """,
        cli.out());
  }

  @Test
  void ctrlCInAShellStopsTheRun() {
    List<String> cancelled = new ArrayList<>();
    cli.runs =
        new Scripted(RunStatus.RUNNING, 1, List.of()) {
          @Override
          public RunInfo await(String run, Duration most) throws InterruptedException {
            throw new InterruptedException();
          }

          @Override
          public boolean cancel(String run) {
            return cancelled.add(run);
          }
        };
    assertEquals(Exit.INTERNAL, cli.run("run", "finance", "--quiet"));
    assertTrue(Thread.interrupted());
    assertEquals(List.of("r1"), cancelled);
    String goOn = "checkpoint.\nGo on with: governance resume FOLDER/runs/r1\nerror: interrupted";
    assertTrue(cli.err().contains(goOn), cli.err());
  }

  @Test
  void aLicenceThatIsNotOpenIsToldBeforeAndAfter() throws IOException {
    cli.runs =
        new Scripted(RunStatus.BLOCKED, 3, List.of()) {
          @Override
          public Optional<String> notice(String run) {
            return Optional.of("not for sale");
          }
        };
    write("data/card.json", "{\"notice\":\"not for sale\"}");
    cli.run("run", "finance", "--quiet");
    assertEquals("notice: not for sale\n", cli.err());
    assertTrue(cli.out().contains("\nnotice    not for sale\nreport "), cli.out());
    cli.run("show", "r1", "--out", folder.resolve("runs").toString());
    assertTrue(cli.out().contains("\nnotice    not for sale\n"), cli.out());
  }

  /** Training alone made the groups differ; governance took most of that back. */
  @Test
  void withAReferenceTrainingAndGovernanceAreJudgedApart() throws IOException {
    write(
        "metrics.json",
        """
        {"quality.accuracy":{"direction":"HIGHER_IS_BETTER","baseline":{"value":0.5},"tuned":{"value":0.75},
           "change":{"value":0.25,"interval":{"low":0.2,"high":0.3}},
           "reference":{"value":0.78},"cost":{"value":-0.03,"interval":{"low":-0.06,"high":0.01}},
           "training":{"value":0.28,"interval":{"low":0.2,"high":0.3}}},
         "fairness.demographic-parity-difference":{"direction":"LOWER_IS_BETTER",
           "baseline":{"value":0,"note":"every row gets the same decision"},
           "tuned":{"value":0.05},"change":{"value":0.05,"interval":{"low":0.01,"high":0.1}},
           "reference":{"value":0.18},"cost":{"value":-0.13,"interval":{"low":-0.2,"high":-0.1}},
           "training":{"value":0.18,"interval":{"low":0.1,"high":0.2}}},
         "test.same":{"direction":"LOWER_IS_BETTER","baseline":{"value":1},"tuned":{"value":1},
           "reference":{"value":1},"cost":{"value":0},"training":{"value":0}}}
        """);
    cli.run("run", "finance", "--quiet");
    assertTrue(
        cli.out()
            .contains(
                """
                METRIC                                  BEFORE  WITHOUT PENALTIES  AFTER   TRAINING DID  GOVERNANCE DID
                quality.accuracy                        0.5000  0.7800             0.7500  better        unclear
                fairness.demographic-parity-difference  0.0000  0.1800             0.0500  worse         better
                test.same                               1.0000  1.0000             1.0000  same          same
                Training: without penalties against before. Governance: after against without penalties. \
                Unclear: the interval of the change holds 0.
                Before training: every row gets the same decision
                """),
        cli.out());
    cli.run("run", "finance", "--json");
    JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
    JsonObject accuracy = json.getAsJsonObject("metrics").getAsJsonObject("quality.accuracy");
    assertEquals(-0.03, accuracy.getAsJsonObject("cost").get("value").getAsDouble());
  }

  @Test
  void jsonHoldsTheResultAlone() {
    assertEquals(3, cli.run("run", "finance", "--json"));
    JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
    assertEquals("BLOCKED", json.get("status").getAsString());
    JsonObject tuned =
        json.getAsJsonObject("metrics")
            .getAsJsonObject("quality.accuracy")
            .getAsJsonObject("tuned");
    assertEquals(0.75, tuned.get("value").getAsDouble());
    assertEquals(
        "four-fifths",
        json.getAsJsonArray("gates").get(0).getAsJsonObject().get("id").getAsString());
  }

  @Test
  void withoutATerminalProgressIsLines() {
    cli.run("run", "finance");
    assertEquals(
        """
        reading data
        step 1/2, epoch 1/1, 2.0 steps/s, 1:05 left, loss 0.6900 · fairness.demographic-parity 0.0310
        step 2/2, epoch 1/1, 2.0 steps/s, 0:00 left, loss 0.5000 · fairness.demographic-parity 0.0200
        """,
        cli.err());
  }

  @Test
  void onATerminalProgressIsABar() {
    cli.run(cli.terminal(true), "run", "finance");
    assertTrue(cli.err().contains("training 100%"), cli.err());
    assertTrue(cli.err().contains("epoch 1/1  loss 0.5000 · fairness.demographic-parity 0.0200"));
    assertTrue(cli.err().contains("2/2"), cli.err());
    assertTrue(cli.err().contains("loss 0.5000"), cli.err());
  }

  @Test
  void aHaltedRunSaysWhyAndHowToGoOn() {
    Problem left =
        new Problem(Remedy.INSTALL_BUNDLE, "penalty x.y", "has left", "", "Start its bundle");
    cli.runs = new Scripted(RunStatus.HALTED, 4, List.of(left));
    assertEquals(4, cli.run("run", "finance", "--quiet"));
    assertEquals(
        """
        error: penalty x.y: has left. Start its bundle
        Incomplete report: FOLDER/runs/r1/report.html
        Incomplete report: FOLDER/runs/r1/report.json
        Go on with: governance resume FOLDER/runs/r1
        """,
        cli.err());
  }

  @Test
  void aRefusedRunPrintsItsProblemsAsJsonToo() {
    Problem problem = new Problem(Remedy.FIX_SPEC, "train.epochs", "is 0", "", "");
    cli.runs =
        new Scripted(RunStatus.PASSED, 0, List.of()) {
          @Override
          public String start(RunRequest request) {
            throw new GovernanceException(problem);
          }
        };
    assertEquals(2, cli.run("run", "finance", "--json"));
    assertEquals("error: train.epochs: is 0\n", cli.err());
    JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
    assertEquals("REFUSED", json.get("status").getAsString());
  }

  @Test
  void showAndReportFindTheRun() {
    String out = folder.resolve("runs").toString();
    for (String run : List.of("r1", "latest", folder.resolve("runs/r1").toString())) {
      assertEquals(0, cli.run("show", run, "--out", out), cli.err());
      assertTrue(cli.out().contains("BLOCKED"), cli.out());
    }
    cli.run("report", "r1", "--out", out);
    assertEquals("FOLDER/runs/r1/report.html\nFOLDER/runs/r1/report.json\n", cli.out());
    cli.run("report", "r1", "--json", "--out", out);
    assertEquals("{\"run\":\"r1\"}", cli.out());
    assertEquals(2, cli.run("show", "r2", "--out", out));
    assertTrue(cli.err().contains("Did you mean \"r1\"?"), cli.err());
  }

  /** A run that has ended, with two steps on the way. */
  private class Scripted extends BrokenRuns implements RunMonitor {
    private final RunStatus status;
    private final int code;
    private final List<Problem> problems;

    Scripted(RunStatus status, int code, List<Problem> problems) {
      this.status = status;
      this.code = code;
      this.problems = problems;
    }

    @Override
    public String start(RunRequest request) {
      return "r1";
    }

    @Override
    public RunInfo info(String run) {
      return new RunInfo(run, status, 2, 2, folder.resolve("runs/r1"), "reading data");
    }

    @Override
    public void listen(String run, RunListener listener) {
      listener.phase(info(run), Phase.DATA);
      listener.step(progress(1, 0.69, 0.031, 65));
      listener.step(progress(2, 0.5, 0.02, 0));
      listener.ended(info(run));
    }

    private static Progress progress(long step, double loss, double term, long left) {
      String id = "fairness.demographic-parity";
      return new Progress(
          "r1",
          step,
          2,
          1,
          1,
          loss,
          Map.of(id, term),
          Map.of(id, 0.5),
          2,
          Duration.ofSeconds(left));
    }

    @Override
    public Predicted predict(PredictRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void report(Path evidence) {
      throw new AssertionError("the run is finished");
    }

    @Override
    public List<Problem> problems(String run) {
      return problems;
    }

    @Override
    public Optional<String> notice(String run) {
      return Optional.empty();
    }

    @Override
    public int exitCode(String run) {
      return code;
    }
  }
}
