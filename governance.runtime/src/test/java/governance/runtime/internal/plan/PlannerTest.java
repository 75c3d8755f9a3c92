package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.data.Role;
import governance.api.model.Task;
import governance.api.run.RunPlan;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private static RunSpec spec(Resolution resolution) {
    assertEquals(List.of(), resolution.plan().problems());
    return resolution.spec().orElseThrow();
  }

  private static String origin(Resolution resolution, String key) {
    return resolution.plan().values().stream()
        .filter(v -> v.key().equals(key))
        .map(v -> v.value() + " from " + v.origin())
        .collect(Collectors.joining());
  }

  @Test
  void aDomainAloneIsARunnablePlan() {
    Resolution resolution = fixture.plan("finance");
    RunSpec spec = spec(resolution);
    assertEquals("finance", spec.domain());
    assertEquals(Task.SEQUENCE_CLASSIFICATION, spec.task());
    assertEquals("loan-applications", spec.data().name().orElseThrow());
    assertEquals(4, spec.train().epochs());
    assertEquals(new Weight.Constant(0.5), spec.penalties().get(0).weight());
    assertEquals("four-fifths", spec.gates().get(0).id());
    assertEquals("29 CFR 1607.4(D)", spec.gates().get(0).threshold().source().citation());
    DataPlan data = resolution.data().orElseThrow();
    assertEquals("finance.loan-applications", data.source().info().id());
    assertEquals(Role.LABEL, data.schema().columns().get(3).role());
    assertEquals(
        List.of("sex", "age"),
        data.schema().with(Role.PROTECTED).stream().map(c -> c.name()).toList());
    assertEquals(50L, data.source().settings().values().get("rows"));
    assertEquals(
        List.of(
            "DOMAIN_PACK finance",
            "DATA_SOURCE finance.loan-applications",
            "TRANSFORM data.row-text",
            "PENALTY fairness.demographic-parity",
            "METRIC quality.accuracy",
            "METRIC fairness.demographic-parity-ratio",
            "RENDERER report.html"),
        resolution.chosen().stream().map(c -> c.info().kind() + " " + c.info().id()).toList());
  }

  @Test
  void everyValueKnowsItsOrigin() {
    fixture.data(folder);
    fixture.file("small.csv", "sex,age,default\nF,30,no\n");
    Resolution resolution =
        fixture.planFile(
            """
            {"domain":"finance",
             "data":"small",
             "train":{"batch":32}}""",
            "train.seed",
            "7");
    spec(resolution);
    assertEquals("4 from domain finance", origin(fixture.plan("finance"), "train.epochs"));
    assertEquals("9 from data set small", origin(resolution, "train.epochs"));
    assertEquals("32 from spec.json line 3", origin(resolution, "train.batch"));
    assertEquals("7 from --set", origin(resolution, "train.seed"));
    assertEquals("0.0005 from default", origin(resolution, "train.learningRate"));
  }

  @Test
  void theWrittenSpecPlansToTheSameAgain() {
    Resolution first = fixture.plan("finance", "train.epochs", "2");
    Resolution again = fixture.planFile(first.specJson());
    assertEquals(spec(first), spec(again));
    assertEquals(first.specJson(), again.specJson());
    assertEquals(first.plan().json(), fixture.plan("finance", "train.epochs", "2").plan().json());
  }

  @Test
  void listItemsAreAddressedById() {
    RunSpec spec =
        spec(
            fixture.plan(
                "finance",
                "penalties.fairness.demographic-parity.weight",
                "2",
                "penalties.privacy.representation-norm.target",
                "0.1",
                "penalties.privacy.representation-norm.settings.order",
                "1",
                "gates.four-fifths.min",
                "0.9"));
    assertEquals(new Weight.Constant(2), spec.penalties().get(0).weight());
    assertEquals(new Weight.Target(0.1), spec.penalties().get(1).weight());
    assertEquals(1L, spec.penalties().get(1).settings().get("order"));
    assertEquals(0.9, spec.gates().get(0).threshold().min());
    assertEquals(List.of(), spec(fixture.plan("finance", "penalties", "[]")).penalties());
  }

  @Test
  void aListInTheFileReplacesThePacksAndAnObjectChangesItsItems() {
    RunSpec replaced =
        spec(
            fixture.planFile(
                """
                {"domain":"finance","penalties":["privacy.representation-norm"]}"""));
    assertEquals(1, replaced.penalties().size());
    RunSpec changed =
        spec(
            fixture.planFile(
                """
                {"domain":"finance","penalties":{"privacy.representation-norm":{"weight":
                  {"from":0,"to":1,"over":0.5,"shape":"cosine"}},
                  "fairness.demographic-parity":null}}"""));
    assertEquals(
        List.of("privacy.representation-norm"),
        changed.penalties().stream().map(p -> p.id()).toList());
    Weight.Ramp ramp = (Weight.Ramp) changed.penalties().get(0).weight();
    assertEquals(0.5, ramp.at(25, 100), 1e-12);
    assertEquals(1, ramp.at(60, 100), 1e-12);
  }

  @Test
  void aLimitThatIsLeftOutIsSaid() {
    Resolution resolution = fixture.planFile("{\"domain\":\"finance\",\"gates\":[]}");
    assertEquals(List.of("four-fifths"), resolution.omitted());
    assertTrue(resolution.plan().json().contains("\"omittedLimits\": [\n    \"four-fifths\""));
    assertEquals(List.of(), fixture.plan("finance").omitted());
  }

  @Test
  void aFileOfOnesOwnTakesThePlaceOfTheDefaultData() {
    Path csv = fixture.file("loans.csv", "sex,age,default\nF,30,no\n");
    Resolution resolution =
        fixture.plan(
            "finance",
            "data",
            csv.toString(),
            "data.label",
            "\"default\"",
            "data.favourable",
            "\"no\"",
            "data.protected",
            "sex, age >= 25");
    RunSpec spec = spec(resolution);
    assertEquals(csv, spec.data().file().orElseThrow());
    assertEquals("age>=25", spec.data().protectedAttributes().get(1).text());
    assertEquals("data.csv", resolution.data().orElseThrow().source().info().id());
    assertTrue(resolution.data().orElseThrow().dataset().isEmpty());
  }

  @Test
  void pathsInAFileAreRelativeToIt() {
    fixture.file("loans.csv", "sex,age,default\nF,30,no\n");
    Resolution resolution =
        fixture.planFile(
            """
            {"data":{"file":"loans.csv","label":"default"},"metrics":["quality.accuracy"]}""");
    assertEquals(folder.resolve("loans.csv"), spec(resolution).data().file().orElseThrow());
  }

  @Test
  void settingsAreCheckedAndFilledIn() {
    Resolution resolution =
        fixture.plan("finance", "penalties.privacy.representation-norm.settings.pool", "first");
    spec(resolution);
    RunPlan.Planned penalty =
        resolution.plan().contributions().stream()
            .filter(p -> p.info().kind() == Kind.PENALTY && p.info().id().startsWith("privacy"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(
            new RunPlan.Value("order", "2", "default"),
            new RunPlan.Value("pool", "\"first\"", "--set")),
        penalty.settings());
  }

  @Test
  void allProblemsAreReportedTogether() {
    List<Problem> problems =
        fixture
            .plan(
                "finance",
                "train.epocs",
                "3",
                "train.batch",
                "0",
                "penalties.privacy.representation-norm.settings.order",
                "99",
                "metrics.quality.accuracy.settings.x",
                "1",
                "data.protected",
                "sx")
            .plan()
            .problems();
    assertEquals(5, problems.size(), problems.toString());
  }
}
