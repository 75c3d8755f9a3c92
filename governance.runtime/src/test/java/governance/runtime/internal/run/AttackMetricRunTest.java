package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.AttackedModel.Reference;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that see the rows a model was trained on, and reference models. */
class AttackMetricRunTest {
  private static final String ID = "x.attack";

  @TempDir Path out;

  /** Keeps what it was shown. */
  private static final class Looking implements AttackMetric {
    private final int references;
    final List<Comparison> seen = new ArrayList<>();
    final List<Map<String, Double>> spent = new ArrayList<>();
    final List<Canary> canaries = new ArrayList<>();

    Looking(int references) {
      this.references = references;
    }

    @Override
    public int references(Settings settings) {
      return references;
    }

    @Override
    public MetricResult attack(AttackedModel attacked, Settings settings) {
      seen.add(attacked.compare(30));
      assertEquals(seen.get(seen.size() - 1), attacked.compare(30), "the same draw each time");
      spent.add(attacked.spent());
      canaries.addAll(attacked.canaries());
      return MetricResult.of(0.5, Direction.LOWER_IS_BETTER, 60);
    }
  }

  /** 200 rows; the last 60 repeat the text of another, some of them with its label. */
  private static Runs runs(Specs specs, AttackMetric metric) {
    specs
        .role("id", Role.ID)
        .role("text", Role.TEXT)
        .role("label", Role.LABEL)
        .protect("sex")
        .favourable("yes")
        .metric(ID);
    Runs runs =
        new Runs(
            specs,
            IntStream.rangeClosed(0, 200)
                .mapToObj(i -> i == 0 ? "id,text,sex,label" : line(i))
                .toArray(String[]::new));
    runs.registry.add(Kind.METRIC, ID, metric);
    return runs;
  }

  private static String line(int i) {
    return "r%d,case %d has %s credit,%s,%s"
        .formatted(
            i,
            i % 140,
            i % 140 % 3 == 0 ? "good" : "poor",
            i % 2 == 0 ? "f" : "m",
            i % 3 == 0 ? "yes" : "no");
  }

  private static List<String> ids(EvaluationSet set) {
    return List.copyOf(set.column("id"));
  }

  private static Set<String> rows(RunInfo run, String split) {
    Map<?, ?> tree = JsonReader.file(run.evidence().resolve("data/splits.json"));
    Set<String> rows = new HashSet<>();
    Map<?, ?> part = (Map<?, ?>) ((Map<?, ?>) tree.get("splits")).get(split);
    // line 1 is the header, so that row r1 stands on line 2
    for (Object line : (List<?>) part.get("lines")) {
      rows.add("r" + (((Number) line).intValue() - 1));
    }
    return rows;
  }

  @Test
  void membersAreTrainingRowsAndOthersAreNot() throws Exception {
    Looking looking = new Looking(0);
    RunInfo run = TestService.over(runs(new Specs(), looking), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(2, looking.seen.size(), "untuned and tuned");
    for (Comparison comparison : looking.seen) {
      assertEquals(comparison.members().size(), comparison.others().size());
      assertTrue(rows(run, "TRAIN").containsAll(ids(comparison.members())));
      assertTrue(rows(run, "TEST").containsAll(ids(comparison.others())));
      assertTrue(comparison.duplicates() > 0, "the texts of the run come several times");
    }
    assertEquals(
        ids(looking.seen.get(0).members()),
        ids(looking.seen.get(1).members()),
        "the same rows for both models");
    assertTrue(looking.seen.get(0).references().isEmpty());
    assertFalse(Files.exists(run.evidence().resolve("training-attack-1.jsonl")));
  }

  @Test
  void referenceModelsSeeHalfOfTheRows() throws Exception {
    Looking looking = new Looking(4);
    Specs specs = new Specs().reference();
    Runs runs = runs(specs, looking).penalty("p.some", batch -> FakeTensors.tensor(0.9));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(3, looking.seen.size(), "untuned, without penalties, tuned");
    for (Comparison comparison : looking.seen) {
      assertEquals(4, comparison.references().size());
      for (int row = 0; row < comparison.members().size(); row++) {
        int at = row;
        assertEquals(2, in(comparison, r -> r.trainedOnMembers().get(at)));
        assertEquals(2, in(comparison, r -> r.trainedOnOthers().get(at)));
      }
      Reference first = comparison.references().get(0);
      assertEquals(ids(comparison.members()), ids(first.members()));
      assertFalse(Arrays.equals(comparison.members().scores(0), first.members().scores(0)));
    }
    for (int i = 1; i <= 4; i++) {
      assertTrue(Files.exists(run.evidence().resolve("training-attack-" + i + ".jsonl")));
    }
  }

  private static long in(Comparison comparison, Predicate<Reference> trainedOn) {
    return comparison.references().stream().filter(trainedOn).count();
  }

  /** Adds two rows with a text of its own. */
  private static DatasetTransform planting(Canary canary) {
    return setup ->
        new FittedTransform() {
          @Override
          public TransformResult apply(Dataset data, Split split) {
            if (split != Split.TRAIN) {
              return new TransformResult(data, List.of());
            }
            int[] rows =
                IntStream.concat(IntStream.range(0, data.size()), IntStream.of(0, 0)).toArray();
            Dataset more = data.select(rows);
            List<Object> texts = new ArrayList<>(more.values("text"));
            texts.set(data.size(), canary.text());
            texts.set(data.size() + 1, canary.text());
            Column text = more.schema().with(Role.TEXT).get(0);
            return new TransformResult(
                more.with(text, texts), List.of(new Change(ChangeType.ADDED, "canaries", 2)));
          }

          @Override
          public String state() {
            return canary.toString();
          }

          @Override
          public List<Canary> canaries() {
            return List.of(canary);
          }
        };
  }

  @Test
  void canariesStandInTheEvidenceAndAreNoMembers() throws Exception {
    Looking looking = new Looking(0);
    Canary canary = new Canary("case 1 bird", "yes", 2, 0.5);
    Specs specs = new Specs().transform("x.plants");
    Runs runs = runs(specs, looking);
    runs.registry.add(Kind.TRANSFORM, "x.plants", planting(canary));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(List.of(canary, canary), looking.canaries);
    assertTrue(
        looking.seen.stream().noneMatch(c -> c.members().column("text").contains("case 1 bird")));
    Map<?, ?> kept = JsonReader.file(run.evidence().resolve("data/canaries.json"));
    assertEquals("case 1 bird", ((Map<?, ?>) ((List<?>) kept.get("canaries")).get(0)).get("text"));
  }

  private static final GradientPolicy SPENDING =
      new GradientPolicy() {
        @Override
        public GradientPlan plan(PolicySetup setup) {
          return new GradientPlan(Clipping.GLOBAL, 1, 0, Sampling.SHUFFLE);
        }

        @Override
        public Map<String, Double> spent(PolicySetup setup, long steps) {
          return Map.of("epsilon", 2.5);
        }
      };

  @Test
  void aGateSeesTheBudget() throws Exception {
    List<Map<String, Double>> seen = new ArrayList<>();
    Looking looking = new Looking(0);
    Specs specs = new Specs().gate(new GateSpec("x.gate", null, Map.of())).policy("x.policy");
    Runs runs = runs(specs, looking);
    runs.registry.add(Kind.GRADIENT_POLICY, "x.policy", SPENDING);
    runs.registry.add(
        Kind.GATE,
        "x.gate",
        (Gate)
            evidence -> {
              seen.add(evidence.spent());
              return new GateResult(GateStatus.PASS, "seen");
            });
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(List.of(Map.of("epsilon", 2.5)), seen);
    assertEquals(List.of(Map.of(), Map.of("epsilon", 2.5)), looking.spent);
    Map<?, ?> report = JsonReader.file(run.evidence().resolve("report.json"));
    List<?> told = (List<?>) ((Map<?, ?>) report.get("modelCard")).get("privacy");
    assertEquals(List.of(), told, "no figure of the pillar privacy");
  }

  @Test
  void theModelCardHasOneTableOfPrivacyAndWhatTheModelIsWorth() throws Exception {
    Specs specs = new Specs().metric("privacy.some").metric("quality.some");
    Runs runs = runs(specs, new Looking(0));
    runs.registry.add(Kind.METRIC, "privacy.some", new Looking(0));
    runs.registry.add(
        Kind.METRIC,
        "quality.some",
        (Metric) (set, settings) -> MetricResult.of(0.75, Direction.HIGHER_IS_BETTER, 9));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<?, ?> report = JsonReader.file(run.evidence().resolve("report.json"));
    List<?> told = (List<?>) ((Map<?, ?>) report.get("modelCard")).get("privacy");
    Map<?, ?> table = (Map<?, ?>) ((Map<?, ?>) told.get(0)).get("table");
    List<String> names = new ArrayList<>();
    ((List<?>) table.get("rows")).forEach(r -> names.add("" + ((Map<?, ?>) r).get("name")));
    assertEquals(List.of("Some", "Some"), names);
    assertEquals(List.of("Untuned", "Tuned", "Interval from", "Interval to"), table.get("columns"));
  }

  @Test
  void aWrongNumberOfReferenceModelsLeavesNothing() throws Exception {
    AttackMetric wrong =
        new AttackMetric() {
          @Override
          public int references(Settings settings) {
            throw GovernanceException.spec("references", "is 2", "0, or at least 4", "Change it");
          }

          @Override
          public MetricResult attack(AttackedModel attacked, Settings settings) {
            throw new AssertionError("not to be asked");
          }
        };
    RunInfo run = TestService.over(runs(new Specs(), wrong), out).run();
    assertEquals(RunStatus.FAILED, run.status());
    assertTrue(run.message().startsWith("references: is 2"), run.message());
    try (var left = Files.list(out)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** Stopped while reference models are trained, a run goes on and comes to the same figures. */
  @Test
  void aStoppedTrainingOfReferenceModelsGoesOn() throws Exception {
    Looking whole = new Looking(4);
    RunInfo through = TestService.over(runs(new Specs(), whole), out).run();
    assertEquals(RunStatus.PASSED, through.status(), through.message());
    TestService service = TestService.over(runs(new Specs(), new Looking(4)), out);
    service.follow(stoppingIn(service, "reference model 3"));
    RunInfo stopped = service.run();
    assertEquals(RunStatus.CANCELLED, stopped.status(), stopped.message());
    assertTrue(Files.exists(stopped.evidence().resolve("training-attack-3.jsonl")));
    Looking looking = new Looking(4);
    RunInfo resumed = TestService.over(runs(new Specs(), looking), out).resume(stopped.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    for (int r = 0; r < 4; r++) {
      assertArrayEquals(
          whole.seen.get(1).references().get(r).members().scores(0),
          looking.seen.get(1).references().get(r).members().scores(0));
    }
  }

  private static RunListener stoppingIn(TestService service, String phase) {
    return new RunListener() {
      private boolean there;

      @Override
      public void phase(RunInfo run, Phase next) {
        there = run.message().contains(phase);
      }

      @Override
      public void step(Progress progress) {
        if (there && progress.step() == 7) {
          service.service().cancel(progress.run());
        }
      }
    };
  }
}
