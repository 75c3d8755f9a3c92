package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.RuleSummary;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that is fitted after training on validation rows and decides the test rows. */
class DecisionRuleRunTest {
  private static final String ID = "x.group-thresholds";

  @TempDir Path out;

  /** Accepts from the score that accepts the same share of each group as are accepted in all. */
  private static final class GroupThresholds implements DecisionRule {
    final List<EvaluationSet> fitted = new ArrayList<>();
    final List<EvaluationSet> decided = new ArrayList<>();

    @Override
    public FittedRule fit(EvaluationSet set, Settings settings) {
      fitted.add(set);
      Map<String, Double> from = new TreeMap<>();
      double[] yes = set.scores(set.favourable());
      double share =
          Arrays.stream(set.labels()).filter(l -> l == set.favourable()).count()
              / (double) set.size();
      EvaluationSet.Groups groups = set.groups("sex");
      for (int g = 0; g < groups.names().size(); g++) {
        int group = g;
        double[] own =
            IntStream.range(0, set.size())
                .filter(i -> groups.index()[i] == group)
                .mapToDouble(i -> -yes[i])
                .sorted()
                .toArray();
        int accepted = (int) Math.round(share * own.length);
        from.put(groups.names().get(g), -own[Math.max(0, accepted - 1)]);
      }
      return new FittedRule() {
        @Override
        public int[] decide(EvaluationSet rows) {
          decided.add(rows);
          EvaluationSet.Groups by = rows.groups("sex");
          int[] classes = new int[rows.size()];
          for (int i = 0; i < classes.length; i++) {
            boolean accept =
                rows.scores(rows.favourable())[i] >= from.get(by.names().get(by.index()[i]));
            classes[i] = accept ? rows.favourable() : 1 - rows.favourable();
          }
          return classes;
        }

        @Override
        public String state() {
          return from.toString();
        }
      };
    }
  }

  private static Runs runs(Specs specs, DecisionRule rule) {
    Runs runs =
        Runs.sequences(specs.decision(ID)).penalty("p.some", batch -> FakeTensors.tensor(0.3));
    runs.registry.add(Kind.DECISION_RULE, ID, rule);
    return runs;
  }

  private static Map<String, Object> json(RunInfo run, String file) {
    return JsonReader.file(run.evidence().resolve(file));
  }

  private static double tuned(RunInfo run) {
    Map<?, ?> metric = (Map<?, ?>) json(run, "metrics.json").get("test.accuracy");
    return ((Number) ((Map<?, ?>) metric.get("tuned")).get("value")).doubleValue();
  }

  @Test
  void theRuleIsFittedOnValidationRowsAndDecidesTheTestRows() throws Exception {
    GroupThresholds rule = new GroupThresholds();
    RunInfo run = TestService.over(runs(new Specs(), rule), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<String, Object> splits = json(run, "data/splits.json");
    assertEquals(1, rule.fitted.size());
    EvaluationSet fitted = rule.fitted.get(0);
    EvaluationSet shown = rule.decided.get(0);
    assertEquals(ids(splits, "VALIDATION"), List.copyOf(fitted.column("id")));
    assertEquals(ids(splits, "TEST"), List.copyOf(shown.column("id")));
    assertTrue(Arrays.stream(fitted.labels()).allMatch(label -> label >= 0));
    assertTrue(Arrays.stream(shown.labels()).allMatch(label -> label == -1), "labels are withheld");
    assertTrue(fitted.columns().contains("label"));
    assertFalse(shown.columns().contains("label"), "and so is their column");
    Map<String, Object> decision = json(run, "decision.json");
    Map<?, ?> kept = json(run, "model/decision-rule.json");
    assertEquals(kept, decision.get("rule"));
    assertTrue(kept.get("state").toString().startsWith("{f="), kept.toString());
    assertEquals((long) fitted.size(), kept.get("validationRows"));
    Map<?, ?> without = (Map<?, ?>) decision.get("metricsWithoutRule");
    RunInfo plain =
        TestService.over(
                Runs.sequences(new Specs()).penalty("p.some", b -> FakeTensors.tensor(0.3)), out)
            .run();
    assertEquals(tuned(plain), ((Number) without.get("test.accuracy")).doubleValue(), 0);
    assertArrayEquals(
        Files.readAllBytes(plain.evidence().resolve("training.jsonl")),
        Files.readAllBytes(run.evidence().resolve("training.jsonl")));
  }

  /** The ids of a split: row n stands on line n + 1. */
  private static List<String> ids(Map<String, Object> splits, String split) {
    Map<?, ?> one = (Map<?, ?>) ((Map<?, ?>) splits.get("splits")).get(split);
    return ((List<?>) one.get("lines"))
        .stream().map(line -> "r" + (((Number) line).longValue() - 1)).toList();
  }

  @Test
  void figuresAndEvidenceAreThoseOfTheDecisions() throws Exception {
    DecisionRule never = (validation, settings) -> constant(0);
    RunInfo run = TestService.over(runs(new Specs().reference(), never), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    long negative = 0;
    List<String> lines = Files.readAllLines(run.evidence().resolve("predictions.jsonl"));
    for (String line : lines) {
      Map<String, Object> row = JsonReader.object(line);
      List<?> classes = (List<?>) row.get("classes");
      assertEquals(classes.get(0), row.get("decided"));
      negative += classes.get(0).equals(row.get("label")) ? 1 : 0;
    }
    assertEquals(negative / (double) lines.size(), tuned(run), 1e-12);
    Map<?, ?> metric = (Map<?, ?>) json(run, "metrics.json").get("test.accuracy");
    assertEquals(0.0, value(metric.get("cost")), "the reference has the same kind of rule");
    Map<?, ?> option =
        (Map<?, ?>)
            ((List<?>) ((Map<?, ?>) json(run, "report.json").get("modelCard")).get("decisionRule"))
                .get(0);
    assertEquals("decision-rule", option.get("id"));
    assertTrue(option.get("text").toString().contains("always 0"), option.toString());
    assertTrue(json(run, "report.json").get("methods").toString().contains("the rule " + ID));
  }

  private static double value(Object tree) {
    return ((Number) ((Map<?, ?>) tree).get("value")).doubleValue();
  }

  private static FittedRule constant(int decided) {
    return new FittedRule() {
      @Override
      public int[] decide(EvaluationSet set) {
        int[] classes = new int[set.size()];
        Arrays.fill(classes, decided);
        return classes;
      }

      @Override
      public String state() {
        return "always " + decided;
      }
    };
  }

  /** Halves the way of every score to one half, and decides by draws. */
  private static final class Shrinking implements DecisionRule {
    @Override
    public FittedRule fit(EvaluationSet validation, Settings settings) {
      return restore("half", settings);
    }

    @Override
    public FittedRule restore(String state, Settings settings) {
      return new FittedRule() {
        @Override
        public int[] decide(EvaluationSet set) {
          double[] draws = set.draws();
          return IntStream.range(0, set.size()).map(row -> draws[row] < 0.5 ? 0 : 1).toArray();
        }

        @Override
        public double[][] scores(EvaluationSet set) {
          double[][] scores = new double[set.classes().size()][];
          Arrays.setAll(
              scores, c -> Arrays.stream(set.scores(c)).map(v -> 0.5 + (v - 0.5) / 2).toArray());
          return scores;
        }

        @Override
        public boolean[] fallbacks(EvaluationSet set) {
          boolean[] fallbacks = new boolean[set.size()];
          fallbacks[0] = true;
          return fallbacks;
        }

        @Override
        public RuleSummary summary() {
          return new RuleSummary(
              "Halves scores.",
              List.of("Factor"),
              List.of(new RuleSummary.Line("all", List.of(0.5))),
              List.of("A note."));
        }

        @Override
        public String state() {
          return state;
        }
      };
    }
  }

  @Test
  void metricsSeeTheScoresOfTheRuleAndDrawsFollowFromTheRows() throws Exception {
    Runs runs = runs(new Specs(), new Shrinking());
    runs.registry.add(
        Kind.METRIC,
        "test.accuracy",
        (Metric)
            (set, s) ->
                MetricResult.of(
                    Arrays.stream(set.scores(1)).max().orElseThrow(),
                    Direction.HIGHER_IS_BETTER,
                    1));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    double greatest = 0;
    for (String line : Files.readAllLines(run.evidence().resolve("predictions.jsonl"))) {
      Map<String, Object> row = JsonReader.object(line);
      double model = number(row.get("tuned"), 1);
      double calibrated = number(row.get("calibrated"), 1);
      assertEquals(0.5 + (model - 0.5) / 2, calibrated, 1e-7); // of single precision
      greatest = Math.max(greatest, calibrated);
      int decided = ((Number) row.get("draw")).doubleValue() < 0.5 ? 0 : 1;
      assertEquals(((List<?>) row.get("classes")).get(decided), row.get("decided"));
    }
    assertEquals(greatest, tuned(run), 1e-12);
    Map<String, Object> decision = json(run, "decision.json");
    assertEquals(1L, decision.get("fallbacks"));
    assertEquals(true, decision.get("calibrated"));
    List<?> card =
        (List<?>) ((Map<?, ?>) json(run, "report.json").get("modelCard")).get("decisionRule");
    assertEquals(2, card.size());
    assertTrue(card.get(0).toString().contains("Halves scores. A note."), card.toString());
    assertTrue(card.get(1).toString().contains("Factor"), card.toString());
  }

  private static double number(Object list, int at) {
    return ((Number) ((List<?>) list).get(at)).doubleValue();
  }

  @Test
  void aRuleWhoseBundleLeavesHaltsTheRun() throws Exception {
    Runs[] used = new Runs[1];
    DecisionRule leaving =
        (validation, settings) -> {
          Thread stopping = new Thread(() -> used[0].registry.remove(ID));
          stopping.start();
          while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // until the one who stops the bundle waits for the end of the step
          }
          return constant(0);
        };
    used[0] = runs(new Specs(), leaving);
    RunInfo run = TestService.over(used[0], out).run();
    assertEquals(RunStatus.HALTED, run.status(), run.message());
    assertTrue(run.message().contains("contribution left: "), run.message());
    assertTrue(run.message().contains(ID), run.message());
    assertFalse(Files.exists(run.evidence().resolve("decision.json")));
    assertFalse(Files.exists(run.evidence().resolve("model/decision-rule.json")));
  }

  @Test
  void aCommitteeIsDecidedByItsMean() throws Exception {
    GroupThresholds rule = new GroupThresholds();
    RunInfo run = TestService.over(runs(new Specs().committee(2), rule), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(1, rule.fitted.size());
    assertTrue(Files.exists(run.evidence().resolve("model/decision-rule.json")));
  }

  @Test
  void aRunTagsWordsByRule() throws Exception {
    Specs specs = new Specs().decision(ID);
    Runs runs = Runs.tags(specs);
    runs.registry.add(Kind.DECISION_RULE, ID, (DecisionRule) (v, s) -> constant(1));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    String first = Files.readAllLines(run.evidence().resolve("predictions.conll")).get(0);
    Map<String, Object> row =
        JsonReader.object(Files.readAllLines(run.evidence().resolve("predictions.jsonl")).get(0));
    Object decided = ((List<?>) row.get("decided")).get(0);
    assertEquals(((List<?>) row.get("classes")).get(1), decided);
    assertTrue(first.endsWith(" " + decided), first);
  }

  @Test
  void aRuleThatFailsHaltsTheRunAndIsNamed() throws Exception {
    List<DecisionRule> bad =
        List.of(
            (v, s) -> {
              throw new IllegalStateException("no luck");
            },
            (v, s) -> null,
            (v, s) -> constant(7));
    for (DecisionRule rule : bad) {
      RunInfo run = TestService.over(runs(new Specs(), rule), out).run();
      assertEquals(RunStatus.HALTED, run.status(), run.message());
      assertTrue(run.message().contains(ID), run.message());
    }
  }

  @Test
  void withoutValidationRowsNothingBegins() throws Exception {
    RunInfo run =
        TestService.over(runs(new Specs().split(0, 0.2), new GroupThresholds()), out).run();
    assertEquals(RunStatus.FAILED, run.status());
    assertTrue(run.message().contains("needs validation rows"), run.message());
    assertFalse(Files.exists(run.evidence()));
  }
}
