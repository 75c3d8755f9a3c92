package governance.runtime.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.api.run.RunPlan;
import governance.runtime.internal.settings.Setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
  private static final double NONE = Double.NaN;

  private static final SettingsType TYPE =
      new SettingsType(
          "",
          "",
          List.of(
              new Setting("cap", Type.NUMBER, false, 0.9, 0.5, 1, List.of(), ""),
              new Setting("rows", Type.WHOLE, false, 3L, 1, NONE, List.of(), ""),
              new Setting("gap", Type.STRING, false, "A", NONE, NONE, List.of("A", "BC"), ""),
              new Setting("columns", Type.STRING, true, List.of(), NONE, NONE, List.of(), ""),
              new Setting("must", Type.BOOLEAN, false, null, NONE, NONE, List.of(), "")));

  private final List<Problem> problems = new ArrayList<>();
  private final SettingsCheck check =
      new SettingsCheck("penalty x.y", TYPE, key -> "loans.json line 3", problems);

  @Test
  void givesBackWhatWasGivenInTheDeclaredTypes() {
    Map<String, Object> checked =
        check.check(Map.of("cap", 1L, "rows", 4.0, "columns", "sex", "must", true, "gap", "bc"));
    assertEquals(List.of(), problems);
    assertEquals(
        Map.of("cap", 1.0, "rows", 4L, "columns", List.of("sex"), "must", true, "gap", "bc"),
        checked);
  }

  @Test
  void showsDefaultsButLeavesThemToTheContribution() {
    assertEquals(Map.of("must", true), check.check(Map.of("must", true)));
    assertEquals(
        List.of(
            new RunPlan.Value("cap", "0.9", "default"),
            new RunPlan.Value("rows", "3", "default"),
            new RunPlan.Value("gap", "\"A\"", "default"),
            new RunPlan.Value("columns", "[]", "default"),
            new RunPlan.Value("must", "true", "loans.json line 3")),
        check.values());
  }

  private void refused(String key, Object value, String message) {
    problems.clear();
    new SettingsCheck("penalty x.y", TYPE, k -> "loans.json line 3", problems)
        .check(key.equals("must") ? Map.of(key, value) : Map.of("must", true, key, value));
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(message, problems.get(0).message());
  }

  @Test
  void refusesWhatDoesNotFit() {
    String at = "penalty x.y setting ";
    refused(
        "cap", 0.4, at + "cap (loans.json line 3): is 0.4; allowed: a finite number from 0.5 to 1");
    refused(
        "cap",
        "x",
        at + "cap (loans.json line 3): is \"x\"; allowed: a finite number from 0.5 to 1");
    refused(
        "rows",
        2.5,
        at + "rows (loans.json line 3): is 2.5; allowed: a whole number of at least 1");
    refused(
        "gap",
        "AB",
        at + "gap (loans.json line 3): is \"AB\"; allowed: A, BC. Did you mean \"A\"?");
    refused(
        "columns",
        List.of(List.of()),
        at + "columns (loans.json line 3): is []; allowed: a list, each a text");
    refused("must", "yes", at + "must (loans.json line 3): is \"yes\"; allowed: true or false");
    refused(
        "cpa",
        1,
        at
            + "cpa (loans.json line 3): is no known setting; allowed: cap, rows, gap, columns, must."
            + " Did you mean \"cap\"?");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    problems.clear();
    check.check(Map.of("must", true, "cap", Double.POSITIVE_INFINITY));
    assertEquals(1, problems.size());
  }

  @Test
  void whatHasNoDefaultMustBeGiven() {
    check.check(Map.of());
    assertTrue(problems.get(0).message().contains("setting must"), problems.toString());
    assertTrue(problems.get(0).message().contains("has no value"), problems.toString());
  }
}
