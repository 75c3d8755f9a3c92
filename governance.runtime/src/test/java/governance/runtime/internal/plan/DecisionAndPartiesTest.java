package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Problem;
import governance.runtime.internal.spec.PartySpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans with a decision rule and with parties that keep their models. */
class DecisionAndPartiesTest {
  private static final String TWO =
      "[{\"name\": \"a\", \"id\": \"acme.remote\", \"settings\": {\"port\": 81}},"
          + " {\"name\": \"b\", \"id\": \"acme.remote\"}]";

  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private void only(String part, String... overrides) {
    List<Problem> problems = fixture.plan("finance", overrides).plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).message().contains(part), problems.toString());
  }

  @Test
  void aRuleAndItsSettingsArePartOfThePlan() {
    Resolution plan = fixture.plan("finance", "decision", "acme.thresholds");
    assertTrue(plan.plan().runnable(), plan.plan().problems().toString());
    assertEquals("acme.thresholds", plan.spec().orElseThrow().decision().orElseThrow().id());
    assertEquals("any", plan.chosen(Kind.DECISION_RULE, "acme.thresholds").info().domain());
    Resolution again = fixture.planFile(plan.specJson().replace("\"seed\": 42", "\"seed\": 43"));
    assertEquals(plan.spec().orElseThrow().decision(), again.spec().orElseThrow().decision());
  }

  @Test
  void partiesOfOneContributionHaveTheirOwnSettings() {
    Resolution plan = fixture.plan("finance", "parties", TWO);
    assertTrue(plan.plan().runnable(), plan.plan().problems().toString());
    List<Object> ports =
        plan.chosen().stream()
            .filter(c -> c.info().kind() == Kind.PARTY)
            .map(c -> c.settings().values().get("port"))
            .collect(Collectors.toList());
    assertEquals(Arrays.asList(81L, null), ports, "defaults are the annotation's");
    Resolution changed = fixture.plan("finance", "parties", TWO, "parties.b.settings.port", "82");
    PartySpec second = changed.spec().orElseThrow().parties().get(1);
    assertEquals(82L, second.service().orElseThrow().settings().get("port"));
    assertEquals(Optional.empty(), second.model());
  }

  @Test
  void whatIsWrongIsSaid() {
    only("decision-rule acme.thresholdz", "decision", "acme.thresholdz");
    only(
        "decision: needs validation rows",
        "decision",
        "acme.thresholds",
        "data.split.validation",
        "0");
    only("no known key", "decision", "{\"id\": \"acme.thresholds\", \"sets\": {}}");
    only("party acme.remote setting port", "parties", TWO.replace("81", "0"));
    only(
        "comes with an id",
        "parties",
        "[{\"name\": \"a\", \"id\": \"acme.remote\", \"model\": \"x\"}]");
    only("parties.a.model (--set)", "parties", "[{\"name\": \"a\"}]");
  }
}
