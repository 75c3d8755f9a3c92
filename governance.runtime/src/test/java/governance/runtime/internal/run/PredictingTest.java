package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeEngine;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tuned model and its rule say of rows that come after the run. */
class PredictingTest {
  private static final String RULE = "x.by-draw";
  private static final String FILES = "data.files";

  @TempDir Path folder;

  /** Accepts a row with the probability that it is good, and falls back where sex is missing. */
  private static final class ByDraw implements DecisionRule {
    @Override
    public FittedRule fit(EvaluationSet validation, Settings settings) {
      return restore("by draw", settings);
    }

    @Override
    public FittedRule restore(String state, Settings settings) {
      return new FittedRule() {
        @Override
        public int[] decide(EvaluationSet set) {
          int[] decided = new int[set.size()];
          Arrays.setAll(decided, i -> set.draws()[i] < set.scores(1)[i] ? 1 : 0);
          return decided;
        }

        @Override
        public boolean[] fallbacks(EvaluationSet set) {
          boolean[] fallbacks = new boolean[set.size()];
          for (int i = 0; i < fallbacks.length; i++) {
            fallbacks[i] = set.groups("sex").index()[i] < 0;
          }
          return fallbacks;
        }

        @Override
        public String state() {
          return state;
        }
      };
    }
  }

  /** The planner of a run that also finds files of further rows. */
  private record WithFiles(Planner planner) implements Planner {
    @Override
    public Resolution again(RunRequest request, Predicate<ContributionInfo> preferred) {
      return planner.again(request, preferred);
    }

    @Override
    public DataPlan rows(RunRequest request, Optional<String> format, String before) {
      Path file = Path.of(request.overrides().get("data").replace("\"", ""));
      try {
        return new DataPlan(
            Optional.empty(),
            new Chosen(Specs.info(Kind.DATA_SOURCE, FILES), Settings.EMPTY),
            List.of(new Part(Optional.of(file), Optional.empty(), Optional.empty())),
            Optional.empty(),
            MemorySource.schema(Files.readAllLines(file).get(0)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Runs runs = Runs.sequences(new Specs().decision(RULE));

  private RunInfo finished() throws InterruptedException {
    return finished(runs);
  }

  private RunInfo finished(Runs of) throws InterruptedException {
    of.penalty("p.some", batch -> FakeTensors.tensor(0.3));
    of.registry.add(Kind.DECISION_RULE, RULE, new ByDraw());
    of.registry.add(Kind.DATA_SOURCE, FILES, MemorySource.of());
    RunInfo run = TestService.over(of, folder.resolve("runs")).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    return run;
  }

  private Predicted predict(RunInfo run, boolean ruled, List<String> keep, String... lines)
      throws IOException {
    Path file = Files.write(folder.resolve("rows.csv"), List.of(lines));
    PredictRequest request =
        new PredictRequest(run.evidence(), file.toString(), Optional.empty(), ruled, keep);
    return new Predicting(new WithFiles(runs.planner()), runs.registry, new FakeEngine())
        .predict(request);
  }

  /** The line of row n as {@link Runs#sequences} makes it, without its label. */
  private static String line(int i) {
    String word = i % 3 == 0 ? "good" : "poor";
    return "r" + i + ",case " + i % 9 + " has " + word + " credit," + (i % 2 == 0 ? "f" : "m");
  }

  @Test
  void testRowsAreDecidedAsInTheRun() throws Exception {
    RunInfo run = finished();
    List<String> kept = Files.readAllLines(run.evidence().resolve("predictions.jsonl"));
    List<String> lines = new ArrayList<>(List.of("id,text,sex,further"));
    for (String one : kept) {
      String row = JsonReader.object(one).get("row").toString();
      lines.add(line(Integer.parseInt(row.substring(1))) + ",x");
    }
    Map<String, String> before = digests(run.evidence());
    Predicted predicted =
        predict(run, true, List.of("sex", "further"), lines.toArray(String[]::new));
    assertEquals(kept.size(), predicted.plain().size());
    assertEquals(RULE, predicted.rule().orElseThrow());
    EvaluationSet decided = predicted.decided().orElseThrow().set();
    int otherwise = 0;
    for (int i = 0; i < kept.size(); i++) {
      Map<String, Object> row = JsonReader.object(kept.get(i));
      assertEquals(row.get("row"), predicted.names().get(i));
      double good = ((Number) ((List<?>) row.get("tuned")).get(1)).doubleValue();
      assertEquals((float) good, (float) predicted.plain().scores(1)[i]);
      assertEquals(row.get("decided"), decided.classes().get(decided.predictions()[i]));
      assertEquals(((Number) row.get("draw")).doubleValue(), predicted.plain().draws()[i]);
      otherwise += decided.predictions()[i] == predicted.plain().predictions()[i] ? 0 : 1;
    }
    assertTrue(otherwise > 0 && otherwise == predicted.changed());
    assertEquals("x", predicted.kept().get("further").get(0));
    assertEquals(before, digests(run.evidence()), "the evidence is only read");
    Predicted plain = predict(run, false, List.of(), lines.toArray(String[]::new));
    assertTrue(plain.decided().isEmpty() && plain.rule().isEmpty());
    assertArrayEquals(predicted.plain().scores(1), plain.plain().scores(1));
  }

  private static Map<String, String> digests(Path evidence) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(evidence)) {
      files.filter(Files::isRegularFile).forEach(f -> digests.put("" + f, Digests.of(f)));
    }
    return digests;
  }

  @Test
  void rowsNeedNeitherLabelNorIdNorGroup() throws Exception {
    RunInfo run = finished();
    String text = "case 3 has good credit";
    Predicted one = predict(run, true, List.of(), "text", text, "never seen words");
    assertEquals(List.of("0", "1"), one.names());
    assertArrayEquals(new boolean[] {true, true}, one.decided().orElseThrow().fallbacks());
    Predicted few = predict(run, true, List.of(), "sex,text", "," + text, "new," + text);
    assertArrayEquals(new boolean[] {true, false}, few.decided().orElseThrow().fallbacks());
    assertEquals(one.plain().scores(1)[0], few.plain().scores(1)[1], 0);
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    RunInfo run = finished();
    refused("lack the column \"text\"", () -> predict(run, true, List.of(), "id,sex", "r1,f"));
    refused("has no rows", () -> predict(run, true, List.of(), "id,text,sex"));
    refused(
        "no column \"colour\"", () -> predict(run, true, List.of("colour"), "text", "good credit"));
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void refused(String words, Call call) {
    String message = assertThrows(GovernanceException.class, call::run).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void aRunThatWasAlteredOrDidNotFinishIsRefused() throws Exception {
    RunInfo run = finished();
    Path model = run.evidence().resolve("model/model.safetensors");
    String weights = Files.readString(model);
    Files.writeString(model, weights.replaceFirst("0", "1"));
    refused(
        "model/model.safetensors was altered", () -> predict(run, true, List.of(), "text", "a"));
    Files.writeString(model, weights);
    Path rule = run.evidence().resolve("model/decision-rule.json");
    String state = Files.readString(rule);
    Files.writeString(rule, state.replace("by draw", "by mood"));
    refused("decision-rule.json was altered", () -> predict(run, true, List.of(), "text", "a"));
    Files.delete(rule);
    refused("decision-rule.json is missing", () -> predict(run, true, List.of(), "text", "a"));
    Files.writeString(rule, state);
    assertEquals(1, predict(run, true, List.of(), "text", "good").plain().size());
    Path status = run.evidence().resolve("status.json");
    Files.writeString(status, Files.readString(status).replace("PASSED", "HALTED"));
    refused("only a finished run has a model", () -> predict(run, true, List.of(), "text", "a"));
  }

  @Test
  void withoutTheBundleOfTheRuleOnlyThePlainClassIsPredicted() throws Exception {
    RunInfo run = finished();
    runs.registry.remove(RULE);
    refused(
        "decision rule x.by-draw: no bundle that is installed has it",
        () -> predict(run, true, List.of(), "text", "good credit"));
    assertFalse(predict(run, false, List.of(), "text", "good").decided().isPresent());
  }

  @Test
  void aTransformThatLearnsSomethingElseIsRefused() throws Exception {
    Specs specs = new Specs().decision(RULE).transform("x.shout");
    Runs transformed = Runs.sequences(specs);
    Shouting transform = new Shouting();
    transformed.registry.add(Kind.TRANSFORM, "x.shout", (DatasetTransform) transform::fit);
    RunInfo run = finished(transformed);
    Path file = Files.write(folder.resolve("more.csv"), List.of("text", "good credit"));
    PredictRequest request =
        new PredictRequest(run.evidence(), file.toString(), Optional.empty(), true, List.of());
    Predicting predicting =
        new Predicting(
            new WithFiles(transformed.planner()), transformed.registry, new FakeEngine());
    Predicted predicted = predicting.predict(request);
    assertEquals(1, predicted.plain().size());
    assertTrue(transform.applied.contains("good credit"));
    transform.learnt = "other";
    refused("learns something else than in the run", () -> predicting.predict(request));
    transformed.registry.remove("x.shout");
    refused("transform x.shout: is not installed", () -> predicting.predict(request));
  }

  /** Leaves rows alone and notes the texts that it was applied to. */
  private static final class Shouting {
    private final List<String> applied = new ArrayList<>();
    private String learnt = "one";

    FittedTransform fit(TransformSetup setup) {
      String state = learnt;
      return new FittedTransform() {
        @Override
        public TransformResult apply(Dataset data, Split split) {
          data.values("text").forEach(v -> applied.add(String.valueOf(v)));
          return new TransformResult(data, List.of());
        }

        @Override
        public String state() {
          return state;
        }
      };
    }
  }

  @Test
  void wordsAreTagged() throws Exception {
    Runs tags = Runs.tags(new Specs());
    tags.penalty("p.some", batch -> FakeTensors.tensor(0.3));
    tags.registry.add(Kind.DATA_SOURCE, FILES, MemorySource.of());
    RunInfo run = TestService.over(tags, folder.resolve("runs")).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Path file = Files.write(folder.resolve("words.csv"), List.of("tokens", "patient has flu"));
    Predicted predicted =
        new Predicting(new WithFiles(tags.planner()), tags.registry, new FakeEngine())
            .predict(
                new PredictRequest(
                    run.evidence(), file.toString(), Optional.empty(), true, List.of("tokens")));
    assertEquals(List.of(List.of("patient", "has", "flu")), predicted.words());
    assertEquals(3, predicted.plain().size());
    assertEquals(List.of("patient has flu"), predicted.kept().get("tokens"));
  }

  @Test
  void aCommitteePredictsItsMean() throws Exception {
    Runs committee = Runs.sequences(new Specs().committee(2));
    committee.penalty("p.some", batch -> FakeTensors.tensor(0.3));
    committee.registry.add(Kind.DATA_SOURCE, FILES, MemorySource.of());
    RunInfo run = TestService.over(committee, folder.resolve("runs")).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    String first = Files.readAllLines(run.evidence().resolve("predictions.jsonl")).get(0);
    Map<String, Object> row = JsonReader.object(first);
    String line = line(Integer.parseInt(row.get("row").toString().substring(1)));
    Path file = Files.write(folder.resolve("one.csv"), List.of("id,text,sex", line));
    Predicted predicted =
        new Predicting(new WithFiles(committee.planner()), committee.registry, new FakeEngine())
            .predict(
                new PredictRequest(
                    run.evidence(), file.toString(), Optional.empty(), true, List.of()));
    double mean = ((Number) ((List<?>) row.get("tuned")).get(1)).doubleValue();
    assertEquals((float) mean, (float) predicted.plain().scores(1)[0]);
  }
}
