package plugins.fairness.internal.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plugins.fairness.internal.inspect.People.number;
import static plugins.fairness.internal.inspect.People.row;
import static plugins.fairness.internal.inspect.People.sentences;
import static plugins.fairness.internal.inspect.People.table;

import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.data.Role;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.Finding.Severity;
import governance.testkit.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analyses of groups and their labels find what is planted, and nothing where there is nothing. */
class GroupAnalysesTest {
  @TempDir Path folder;

  private static People people() {
    return new People(400)
        .text("sex", Role.PROTECTED, i -> i % 40 == 0 ? null : i % 4 == 1 ? "f" : "m")
        .text("race", Role.PROTECTED, i -> i == 7 ? "rare" : i % 2 == 0 ? "a" : "b");
  }

  @Test
  void aRatioBelowFourFifthsDoesNotLookLikeIt() {
    assertEquals("just below 0.80", LabelDisparity.written(0.7997));
    assertEquals("0.80", LabelDisparity.written(0.8001));
    assertEquals("0.79", LabelDisparity.written(0.794));
  }

  @Test
  void smallAndUnknownGroupsAreShownAndIntersectionsToo() {
    AnalysisResult found =
        new GroupBaseRates()
            .analyse(
                people().text("label", Role.LABEL, i -> i % 3 == 0 ? "yes" : "no").rows(Map.of()));
    AnalysisTable race = table(found, "Groups of race");
    assertEquals(1L, row(race, "rare").get(1));
    assertEquals("small", row(race, "rare").get(6));
    assertEquals(10L, row(table(found, "Groups of sex"), "(not known)").get(1));
    AnalysisTable both = table(found, "Intersections of sex × race");
    assertEquals(100L, row(both, "f · b").get(1));
    assertEquals(33 / 100.0, number(both, row(both, "f · b"), "yes"), 0.02);
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(
        warnings.contains("1 of 3 groups of race has fewer than 30 rows: rare (1)"), warnings);
    String notes = sentences(found, Severity.NOTE);
    assertTrue(notes.contains("sex is not known for 10 rows (2.5 %)"), notes);
    assertTrue(notes.contains("2 of 6 combinations of sex × race have no row at all"), notes);
  }

  @Test
  void labelsAreComparedInBothConventions() {
    People given =
        people().text("label", Role.LABEL, i -> i % 4 == 1 ? (i % 8 == 1 ? "yes" : "no") : "yes");
    AnalysisResult found =
        new LabelDisparity().analyse(given.rows(Map.of("privileged", List.of("sex=f"))));
    AnalysisTable summary = table(found, "Greatest against least rate");
    assertEquals(0.5, number(summary, row(summary, "sex"), "difference (max − min)"), 1e-12);
    assertEquals(0.5, number(summary, row(summary, "sex"), "ratio (min / max)"), 1e-12);
    AnalysisTable signed = table(found, "yes of sex against f");
    assertEquals(0.5, number(signed, row(signed, "m"), "difference (group − f)"), 1e-12);
    assertEquals(2, number(signed, row(signed, "m"), "ratio (group / f)"), 1e-12);
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("sex: yes is given to 50.0 % of 100 rows of f"), warnings);
    assertFalse(warnings.contains("rare"), "no sentence rests on one row: " + warnings);
    Map<String, ?> wrong = Map.of("privileged", List.of("sex=male"));
    GovernanceException refused =
        assertThrows(
            GovernanceException.class, () -> new LabelDisparity().analyse(given.rows(wrong)));
    assertTrue(refused.getMessage().contains("sex=f, sex=m"), refused.getMessage());
  }

  @Test
  void eachOfManyClassesIsCompared() {
    AnalysisResult found =
        new LabelDisparity()
            .analyse(
                people()
                    .text(
                        "label", Role.LABEL, i -> i % 4 == 1 ? "one" : i % 3 == 0 ? "two" : "three")
                    .rows(Map.of()));
    AnalysisTable summary = table(found, "Greatest against least rate");
    assertEquals(6, summary.rows().size(), "three classes of two attributes");
    assertEquals(1, number(summary, row(summary, "sex", "one"), "difference (max − min)"), 1e-12);
  }

  private static AnalysisResult represented(Map<String, ?> settings) {
    return new Representativeness()
        .analyse(
            new People(200)
                .text("sex", Role.PROTECTED, i -> i < 120 ? "a" : i < 180 ? "b" : "c, d")
                .text("label", Role.LABEL, i -> i % 2 == 0 ? "yes" : "no")
                .rows(settings));
  }

  @Test
  void sharesAreComparedWithAReference() throws IOException {
    JsonObject expected =
        Oracle.named(GroupAnalysesTest.class, "goodness of fit").getAsJsonObject("expected");
    Path file =
        Files.writeString(
            folder.resolve("census.csv"),
            "attribute,group,share\nsex,a,0.5\nsex,b,0.35\n\nsex,\"c, d\",0.15\n");
    AnalysisResult found = represented(Map.of("reference", file.toString()));
    AnalysisTable fit = table(found, "Fit to the reference");
    List<Object> sex = row(fit, "sex", "given");
    assertEquals(expected.get("chi2").getAsDouble(), number(fit, sex, "chi-square"), 1e-9);
    assertEquals(expected.get("p").getAsDouble(), number(fit, sex, "p corrected"), 1e-9);
    assertEquals(
        expected.get("variation").getAsDouble(), number(fit, sex, "total variation"), 1e-9);
    AnalysisTable shares = table(found, "Shares of sex");
    assertEquals(0.1 / 0.15, number(shares, row(shares, "c, d"), "ratio"), 1e-9);
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(
        warnings.contains("sex: c, d is 10.0 % of 200 rows where the reference says 15.0 %"),
        warnings);
    List<String> absent = List.of("sex:a=0.6", "sex:b=0.2", "sex:c, d=0.1", "sex:e=0.1");
    warnings = sentences(represented(Map.of("shares", absent)), Severity.WARNING);
    assertTrue(warnings.contains("No row has sex e (10.0 %), which the reference has"), warnings);
    assertTrue(sentences(represented(Map.of()), Severity.INFO).contains("No reference shares"));
  }

  @Test
  void wrongSharesAreRefused() throws IOException {
    refuses("sum to 0.90", "sex:a=0.6", "sex:b=0.2", "sex:c, d=0.1");
    refuses("no share for sex [c, d]", "sex:a=0.6", "sex:b=0.4");
    refuses("name the attribute \"race\"", "race:a=1");
    refuses("ATTRIBUTE:GROUP=SHARE", "sex=0.4");
    refuses("a number from 0 to 1", "sex:a=1.4");
    refuses("twice", "sex:a=0.5", "sex:a=0.5");
    String head = Files.writeString(folder.resolve("x.csv"), "group,share\na,1\n").toString();
    for (String file : List.of(head, folder + "/absent.csv")) {
      assertThrows(GovernanceException.class, () -> represented(Map.of("reference", file)), file);
    }
  }

  private static void refuses(String message, String... shares) {
    GovernanceException refused =
        assertThrows(
            GovernanceException.class, () -> represented(Map.of("shares", List.of(shares))));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  /** In each department women are admitted more often, and less often in all (Simpson). */
  @Test
  void aReversalIsFoundByConditioning() {
    People given =
        new People(2_000)
            .text("sex", Role.PROTECTED, i -> i % 2 == 0 ? "women" : "men")
            .text("dept", Role.FEATURE, i -> (i / 2) % 10 < (i % 2 == 0 ? 2 : 8) ? "easy" : "hard")
            .text("shoe", Role.FEATURE, i -> "s" + i % 7)
            .text(
                "label",
                Role.LABEL,
                i -> {
                  boolean easy = (i / 2) % 10 < (i % 2 == 0 ? 2 : 8);
                  int of100 = (easy ? 60 : 20) + (i % 2 == 0 ? 15 : 0);
                  return (i / 20) % 100 < of100 ? "yes" : "no";
                });
    AnalysisResult found = new ConditionalDisparity().analyse(given.rows(Map.of()));
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("among rows of equal dept"), warnings);
    assertTrue(warnings.contains("Simpson"), warnings);
    assertFalse(warnings.contains("shoe"), warnings);
    AnalysisTable table = found.tables().get(0);
    List<Object> dept = row(table, "sex", "men", "yes", "dept");
    assertEquals("reversed", dept.get(10));
    assertTrue(number(table, dept, "difference (group − others)") > 0.05);
    assertTrue(number(table, dept, "conditional difference") < -0.1);
    AnalysisResult asked =
        new ConditionalDisparity().analyse(given.rows(Map.of("given", List.of("dept"))));
    assertEquals(2, table(asked, "yes by dept: men and others").rows().size());
  }
}
