package governance.runtime.internal.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.RunRequest;
import governance.runtime.internal.plan.PlanFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPlannerTest {
  private static final String WEIGHT = "penalties.fairness.demographic-parity.weight";
  private static final String RATIO = "fairness.demographic-parity-ratio";

  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private SweepRequest request(Map<String, String> overrides, String... vary) {
    List<Vary> varied = Arrays.stream(vary).map(Vary::parse).toList();
    RunRequest run = new RunRequest("finance", overrides, Map.of(), folder.resolve("runs"));
    return new SweepRequest(run, varied, List.of(1L, 2L), "quality.accuracy", RATIO);
  }

  private SweepPlan plan(String... vary) {
    return new SweepPlanner(fixture.planner()).plan(request(Map.of(), vary));
  }

  private String problems(SweepRequest request) {
    GovernanceException e =
        assertThrows(
            GovernanceException.class, () -> new SweepPlanner(fixture.planner()).plan(request));
    assertFalse(Files.exists(folder.resolve("runs")), "nothing is written");
    return e.problems().stream().map(Problem::message).collect(Collectors.joining("\n"));
  }

  private String problems(String... vary) {
    return problems(request(Map.of(), vary));
  }

  @Test
  void allCombinationsArePlannedWithTheirOrigins() {
    SweepPlan plan = plan(WEIGHT + "=0,1", "train.epochs=1,2");
    assertEquals(4, plan.points().size());
    assertEquals(8, plan.runs());
    assertEquals(Map.of(WEIGHT, "0", "train.epochs", "2"), plan.points().get(1).values());
    RunRequest run = plan.run(plan.points().get(2), 7, folder);
    assertEquals("1", run.overrides().get(WEIGHT));
    assertEquals("7", run.overrides().get("train.seed"));
    assertEquals("false", run.overrides().get("evaluation.reference"));
    assertEquals("true", run.overrides().get("evaluation.validation"));
    assertEquals("--vary", run.origins().get(WEIGHT));
  }

  @Test
  void withoutKeysTheFirstFairnessPenaltyIsVariedFromNothing() {
    SweepPlan plan = plan();
    Vary vary = plan.request().vary().get(0);
    assertEquals(WEIGHT, vary.key());
    assertEquals("0", vary.values().get(0));
    assertEquals(6, vary.values().size());
    assertTrue(plan.points().get(0).reference());
    assertFalse(plan.points().get(1).reference());
  }

  @Test
  void theReferenceIsAPointWhereTheSpecAsksForOne() {
    Map<String, String> asks = Map.of("evaluation.reference", "true");
    String target = WEIGHT.replace("weight", "target");
    SweepPlan plan = new SweepPlanner(fixture.planner()).plan(request(asks, target + "=0.1,0.2"));
    assertEquals(3, plan.points().size());
    assertEquals(Map.of(WEIGHT, "0"), plan.points().get(0).values());
    assertTrue(plan.points().get(0).reference());
    SweepPlan has = new SweepPlanner(fixture.planner()).plan(request(asks, WEIGHT + "=1,0"));
    assertEquals(2, has.points().size());
    assertTrue(has.points().get(1).reference());
    assertEquals(2, plan(target + "=0.1,0.2").points().size(), "nobody asks for one");
  }

  @Test
  void everyProblemOfEveryPointIsToldAtOnce() {
    String all = problems(WEIGHT + "=0,-1,x", "train.bach=8,16", "train.epochs=1,-2");
    assertTrue(all.contains("weight (--vary): is -1"), all);
    assertTrue(all.contains("weight (--vary): is the text \"x\""), all);
    assertTrue(all.contains("Did you mean \"batch\"?"), all);
    assertTrue(all.contains("train.epochs (--vary): is -2"), all);
    assertEquals(4, all.lines().count(), all);
    String unknown = problems("penalties.fairness.demografic-parity.weight=0,1");
    assertTrue(unknown.contains("names no item of penalties"), unknown);
    assertTrue(unknown.contains("Did you mean \"fairness.demographic-parity\"?"), unknown);
    assertEquals(1, unknown.lines().count(), unknown);
  }

  @Test
  void valuesThatMakeNoDifferenceAreRefused() {
    assertEquals(
        "--vary train.epochs: has the value 2.0 twice; allowed: each value once. Remove one",
        assertThrows(GovernanceException.class, () -> Vary.parse("train.epochs=2,3,2.0"))
            .getMessage());
    String same = problems("train.schedule=linear,LINEAR");
    assertTrue(same.contains("train.schedule=LINEAR gives the same run as"), same);
  }

  @Test
  void keysThatPointsAreJudgedByAreRefused() {
    assertTrue(problems("train.seed=1,2").contains("Use --seeds"));
    assertTrue(problems("data.split.test=0.1,0.2").contains("points are compared by"));
    assertTrue(problems("evaluation.bootstrap=10,20").contains("points are compared by"));
    assertTrue(problems(WEIGHT + "=0,1", WEIGHT + "=2").contains("is varied twice"));
    String both = problems(request(Map.of(WEIGHT, "3"), WEIGHT + "=0,1"));
    assertTrue(both.contains("is given by --set as well"), both);
  }

  @Test
  void aGridThatIsTooLargeIsRefused() {
    String many =
        IntStream.range(0, 30).mapToObj(i -> "" + (i + 1)).collect(Collectors.joining(","));
    String refused = problems("train.epochs=" + many, "train.batch=" + many);
    assertEquals(
        "--vary: makes 1800 runs; allowed: at most 1000. Name fewer values or seeds", refused);
  }

  @Test
  void metricsThatTheSpecHasNotAreRefused() {
    RunRequest run = request(Map.of()).run();
    String wrong =
        problems(new SweepRequest(run, List.of(), List.of(1L), "quality.acuracy", "quality.auc"));
    assertTrue(wrong.contains("--utility quality.acuracy: is no metric of the spec"), wrong);
    assertTrue(wrong.contains("Did you mean \"quality.accuracy\"?"), wrong);
    String one = problems(new SweepRequest(run, List.of(), List.of(1L), RATIO, RATIO));
    assertTrue(one.contains("is the metric of --utility as well"), one);
  }

  @Test
  void aSpecWithoutFairnessPenaltyNeedsToBeToldWhatToVary() {
    String missing = problems(request(Map.of("penalties", "[]")));
    assertTrue(missing.contains("the spec has no fairness penalty to vary"), missing);
  }

  @Test
  void badSeedsAreRefused() {
    assertEquals(List.of(1L, -2L), Seeds.parse("1, -2"));
    for (String bad : List.of("1,,2", "1,x", "1.5", "", "3,3", "99999999999999999999")) {
      GovernanceException e = assertThrows(GovernanceException.class, () -> Seeds.parse(bad), bad);
      assertTrue(e.getMessage().startsWith("--seeds " + bad + ": has "), e.getMessage());
    }
  }

  @Test
  void commasInsideOfAValueBelongToIt() {
    assertEquals(
        List.of("{\"from\":0,\"to\":1}", "[1,2]", "\"a,b\"", "3"),
        Vary.parse("k={\"from\":0,\"to\":1}, [1,2],\"a,b\",3").values());
    assertThrows(GovernanceException.class, () -> Vary.parse("k=1,"));
    assertThrows(GovernanceException.class, () -> Vary.parse("k"));
    assertThrows(GovernanceException.class, () -> Vary.parse("=1"));
  }

  @Test
  void aSweepThatIsNotTheSameAnyMoreSaysWhatDiffers() throws Exception {
    Path spec = fixture.file("mine.json", "{\"domain\":\"finance\",\"train\":{\"epochs\":1}}");
    RunRequest run = new RunRequest(spec.toString(), Map.of(), Map.of(), folder.resolve("runs"));
    SweepRequest asked =
        new SweepRequest(run, List.of(), List.of(1L, 2L), "quality.accuracy", RATIO);
    SweepPlan before = new SweepPlanner(fixture.planner()).plan(asked);
    Path sweep = folder.resolve("runs/sweep-1");
    SweepTree tree = new SweepTree(SweepResult.of(before, List.of()), sweep);
    SweepFolder.create(sweep, tree.of(Map.of("sweep", "sweep-1"))).close();
    BegunSweep begun = BegunSweep.of(sweep);
    SweepPlan again = new SweepPlanner(fixture.planner()).plan(begun.request());
    begun.check(again);
    assertEquals(before.digest(), again.digest());
    assertEquals(before.request().vary(), begun.request().vary());
    fixture.file("mine.json", "{\"domain\":\"finance\",\"train\":{\"epochs\":2}}");
    SweepPlan changed = new SweepPlanner(fixture.planner()).plan(begun.request());
    GovernanceException e = assertThrows(GovernanceException.class, () -> begun.check(changed));
    assertEquals(
        "train.epochs: is 2; allowed: 1, as when the sweep began. Put back what has changed, or"
            + " start a new sweep",
        e.getMessage());
  }

  @Test
  void aSweepIsWorkedOnByOneAtATime() {
    SweepPlan plan = plan(WEIGHT + "=0,1");
    Path sweep = folder.resolve("out/sweep-1");
    SweepTree tree = new SweepTree(SweepResult.of(plan, List.of()), sweep);
    try (SweepFolder held = SweepFolder.create(sweep, tree.of(Map.of("sweep", "sweep-1")))) {
      assertTrue(SweepFolder.isSweep(held.path()));
      GovernanceException e =
          assertThrows(GovernanceException.class, () -> SweepFolder.open(sweep));
      assertTrue(e.getMessage().contains("this sweep is being worked on"), e.getMessage());
    }
    SweepFolder.open(sweep).close();
  }
}
