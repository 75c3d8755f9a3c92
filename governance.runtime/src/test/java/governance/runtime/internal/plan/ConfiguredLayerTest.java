package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.Gate;
import governance.api.explain.Explainer;
import governance.api.party.PartyModel;
import governance.api.run.RunRequest;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.JsonText;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the installation configures, in plans. */
class ConfiguredLayerTest {
  private static final String NORM = "privacy.representation-norm";
  private static final String WITH_NORM = "{\"domain\": \"finance\", \"penalties\": {\"" + NORM;

  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  /** Returns {@code key=value from origin} for the settings of one contribution. */
  private static List<String> settings(Resolution resolution, String id) {
    assertEquals(List.of(), resolution.plan().problems());
    return resolution.plan().contributions().stream()
        .filter(c -> c.info().id().equals(id))
        .flatMap(c -> c.settings().stream())
        .map(v -> v.key() + "=" + v.value() + " from " + v.origin())
        .toList();
  }

  private static String only(Resolution resolution) {
    List<Problem> problems = resolution.plan().problems();
    assertEquals(1, problems.size(), problems::toString);
    assertEquals(Remedy.FIX_CONFIGURATION, problems.get(0).remedy());
    return problems.get(0).message();
  }

  /** An instance that nothing is asked of. */
  private static Object fake(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
  }

  @Test
  void aConfiguredValueIsTheDefaultOfPlans() {
    fixture.configure(NORM, Map.of("order", "3", "pool", "FIRST"));
    Resolution plan = fixture.planFile(WITH_NORM + "\": {}}}");
    assertEquals(
        List.of("order=3 from configuration " + NORM, "pool=\"FIRST\" from configuration " + NORM),
        settings(plan, NORM));
    assertEquals(
        Map.of("order", 3.0, "pool", "FIRST"),
        plan.chosen().stream()
            .filter(c -> c.info().id().equals(NORM))
            .findFirst()
            .orElseThrow()
            .settings()
            .values());
    assertTrue(plan.plan().json().contains("\"origin\": \"configuration " + NORM + "\""));
  }

  @Test
  void packFileAndCommandLineGoFirst() {
    fixture.configure(NORM, Map.of("order", 3, "pool", "first"));
    String spec = WITH_NORM + "\": {\"settings\": {\"pool\": \"mean\"}}}}";
    assertEquals(
        List.of("order=4 from --set", "pool=\"mean\" from spec.json line 1"),
        settings(fixture.planFile(spec, "penalties." + NORM + ".settings.order", "4"), NORM));
    fixture.configure("finance.loan-applications", Map.of("rows", 70));
    assertEquals(
        List.of("rows=50 from data set loan-applications"),
        settings(fixture.plan("finance"), "finance.loan-applications"));
  }

  @Test
  void nullInASpecAsksForTheContributionsOwnDefault() {
    fixture.configure(NORM, Map.of("order", 3));
    String spec = WITH_NORM + "\": {\"settings\": {\"order\": null}}}}";
    assertEquals("order=2 from default", settings(fixture.planFile(spec), NORM).get(0));
  }

  @Test
  void aDataSourceIsConfiguredHoweverItIsChosen() {
    fixture.fakes.add(Kind.DATA_SOURCE, "acme.rows", () -> null);
    Setting longest =
        new Setting("longest", Type.WHOLE, false, 9L, 1, Double.NaN, List.of(), "longest line");
    fixture.fakes.remove(Kind.DATA_SOURCE, "data.csv");
    fixture
        .fakes
        .add(Kind.DATA_SOURCE, "data.csv", PlanFixture.Lines::new)
        .settings(new SettingsType("", "", List.of(longest)));
    fixture.configure("data.csv", Map.of("longest", 20));
    String file = fixture.file("rows.csv", "sex,age,default\nf,30,no\nm,20,yes\n").toString();
    String expected = "longest=20 from configuration data.csv";
    assertEquals(
        List.of(expected),
        settings(
            fixture.plan(
                "finance", "data.file", file, "data.label", "default", "data.protected", "sex"),
            "data.csv"));
    assertEquals(
        List.of(expected),
        settings(
            fixture.plan(
                "finance",
                "data.file",
                file,
                "data.label",
                "default",
                "data.protected",
                "sex",
                "data.format",
                "data.csv"),
            "data.csv"));
  }

  @Test
  void gatesPoliciesAndExplainersAreConfiguredToo() {
    Setting bound = new Setting("most", Type.NUMBER, false, 1.0, 0, 9, List.of(), "");
    SettingsType type = new SettingsType("", "", List.of(bound));
    fixture.fakes.add(Kind.GATE, "acme.gate", () -> fake(Gate.class)).settings(type);
    fixture.fakes.add(Kind.EXPLAINER, "acme.explainer", () -> fake(Explainer.class)).settings(type);
    fixture.configure("acme.gate", Map.of("most", 2));
    fixture.configure("acme.explainer", Map.of("most", 3));
    Resolution plan =
        fixture.planFile(
            "{\"domain\": \"finance\", \"gates\": [\"acme.gate\"], \"explainers\": [\"acme.explainer\"]}");
    assertEquals(List.of("most=2 from configuration acme.gate"), settings(plan, "acme.gate"));
    assertEquals(
        List.of("most=3 from configuration acme.explainer"), settings(plan, "acme.explainer"));
    fixture.fakes.remove(Kind.GRADIENT_POLICY, "privacy.dp-sgd");
    fixture
        .fakes
        .add(Kind.GRADIENT_POLICY, "privacy.dp-sgd", PlanFixture.Policy::new)
        .settings(type);
    fixture.configure("privacy.dp-sgd", Map.of("most", 10));
    assertTrue(
        fixture.plan("finance", "train.gradientPolicy", "privacy.dp-sgd").plan().problems().stream()
            .anyMatch(p -> p.subject().startsWith("configuration privacy.dp-sgd setting most")));
  }

  @Test
  void decisionRulesAndPartiesAreConfiguredToo() {
    Setting bound = new Setting("most", Type.NUMBER, false, 1.0, 0, 9, List.of(), "");
    SettingsType type = new SettingsType("", "", List.of(bound));
    fixture
        .fakes
        .add(Kind.DECISION_RULE, "acme.rule", () -> fake(DecisionRule.class))
        .settings(type);
    fixture.fakes.add(Kind.PARTY, "acme.bank", () -> fake(PartyModel.class)).settings(type);
    fixture.configure("acme.rule", Map.of("most", 2));
    fixture.configure("acme.bank", Map.of("most", 3));
    Resolution plan =
        fixture.planFile(
            "{\"domain\": \"finance\", \"decision\": \"acme.rule\","
                + " \"parties\": [{\"name\": \"other\", \"id\": \"acme.bank\"}]}");
    assertEquals(List.of("most=2 from configuration acme.rule"), settings(plan, "acme.rule"));
    assertEquals(List.of("most=3 from configuration acme.bank"), settings(plan, "acme.bank"));
  }

  @Test
  void theThreadsAndTheDeviceOfAnInstallationAreDefaults() {
    fixture.configure("governance.runtime", Map.of("threads", "3", "device", "cpu"));
    Resolution plan = fixture.plan("finance");
    assertEquals(3, plan.spec().orElseThrow().train().threads());
    assertTrue(plan.spec().orElseThrow().train().device().equals("cpu"));
    assertEquals(
        5, fixture.plan("finance", "train.threads", "5").spec().orElseThrow().train().threads());
    fixture.configure("governance.runtime", Map.of("threads", -1));
    assertEquals(
        "configuration governance.runtime setting threads (etc/governance.runtime.cfg): is -1;"
            + " allowed: a whole number from 0 to 4096",
        only(fixture.plan("finance")));
  }

  @Test
  void wrongValuesAreProblemsEvenWhereTheSpecGivesAnother() {
    String at = "configuration " + NORM + " setting ";
    String file = " (etc/" + NORM + ".cfg): ";
    String spec = WITH_NORM + "\": {\"settings\": {\"order\": 4}}}}";
    fixture.configure(NORM, Map.of("order", 9));
    assertEquals(
        at + "order" + file + "is 9; allowed: a finite number from 1 to 8",
        only(fixture.planFile(spec)));
    fixture.configure(NORM, Map.of("pool", "fist"));
    assertEquals(
        at + "pool" + file + "is \"fist\"; allowed: mean, first. Did you mean \"first\"?",
        only(fixture.planFile(spec)));
    fixture.configure(NORM, Map.of("oder", 2));
    assertEquals(
        at + "oder" + file + "is no known setting; allowed: order, pool. Did you mean \"order\"?",
        only(fixture.planFile(spec)));
    fixture.configure(NORM, Map.of("order", "many"));
    assertEquals(
        at + "order" + file + "is \"many\"; allowed: a finite number from 1 to 8",
        only(fixture.planFile(spec)));
  }

  @Test
  void whatTakesNoPartIsNotLookedAt() {
    fixture.configure(NORM, Map.of("order", 9));
    assertTrue(fixture.plan("finance").plan().runnable());
  }

  @Test
  void theSpecInTheEvidenceHoldsItAndKeepsItFromThenOn() throws Exception {
    fixture.configure(NORM, Map.of("order", 3));
    Resolution begun = fixture.planFile(WITH_NORM + "\": {}}}");
    Path kept = Files.writeString(folder.resolve("kept.json"), begun.specJson());
    RunRequest request = new RunRequest(kept.toString(), Map.of(), Map.of(), folder);
    fixture.configure(NORM, Map.of("order", 5, "pool", "first"));
    Resolution resumed = fixture.planner().again(request, info -> false);
    assertEquals(
        List.of("order=3", "pool=\"mean\""),
        settings(resumed, NORM).stream().map(s -> s.replaceAll(" from.*", "")).toList());
    assertEquals(JsonText.parse(begun.specJson()), JsonText.parse(resumed.specJson()));
    fixture.unconfigure();
    assertEquals(
        JsonText.parse(begun.specJson()),
        JsonText.parse(fixture.planner().again(request, info -> false).specJson()));
  }

  @Test
  void contributionsThatShareAnIdEachTakeTheirOwnKeys() {
    Setting bins = new Setting("bins", Type.WHOLE, false, 9L, 1, Double.NaN, List.of(), "");
    fixture
        .fakes
        .add(Kind.METRIC, NORM, PlanFixture::metric)
        .settings(new SettingsType("", "", List.of(bins)));
    fixture.configure(NORM, Map.of("order", 3, "bins", 4));
    Resolution plan =
        fixture.planFile(
            "{\"domain\": \"finance\", \"penalties\": [\""
                + NORM
                + "\"], \"metrics\": [\""
                + NORM
                + "\", \"fairness.demographic-parity-ratio\"]}");
    assertEquals(
        List.of(
            "order=3 from configuration " + NORM,
            "pool=\"mean\" from default",
            "bins=4 from configuration " + NORM),
        settings(plan, NORM));
    assertFalse(plan.plan().json().contains("no known setting"));
  }
}
