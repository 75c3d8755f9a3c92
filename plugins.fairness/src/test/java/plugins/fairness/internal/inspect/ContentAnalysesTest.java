package plugins.fairness.internal.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plugins.fairness.internal.inspect.People.number;
import static plugins.fairness.internal.inspect.People.row;
import static plugins.fairness.internal.inspect.People.sentences;
import static plugins.fairness.internal.inspect.People.table;

import governance.api.GovernanceException;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analyses of what rows hold find what is planted, and nothing where there is nothing. */
class ContentAnalysesTest {
  @TempDir Path folder;

  private static People people() {
    return new People(600).text("sex", Role.PROTECTED, i -> i % 2 == 0 ? "f" : "m");
  }

  private static Object label(int row) {
    return row / 2 % 3 == 0 ? "yes" : "no";
  }

  @Test
  void aProxyIsFoundAndAnIdIsNone() {
    AnalysisResult found =
        new Proxies()
            .analyse(
                people()
                    .text("job", Role.FEATURE, i -> i % 20 < 18 == (i % 2 == 0) ? "nurse" : "smith")
                    .column(
                        "noise", Role.FEATURE, ValueType.NUMBER, i -> (double) (i * 7919 / 2 % 601))
                    .text("key", Role.FEATURE, i -> "k" + i)
                    .text("label", Role.LABEL, ContentAnalysesTest::label)
                    .rows(Map.of()));
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("job tells"), warnings);
    assertFalse(warnings.contains("noise tells") || warnings.contains("key tells"), warnings);
    AnalysisTable columns = table(found, "What each column tells of the attribute");
    assertEquals(0, number(columns, row(columns, "sex", "key"), "entropy told"), 1e-9);
    AnalysisTable probe = table(found, "What all columns together tell: a probe");
    assertEquals(1, probe.rows().size(), "of two groups one is enough");
    assertTrue(number(probe, probe.rows().get(0), "AUC") > 0.8, probe.rows().toString());
  }

  @Test
  void withoutAProxyTheProbeIsNoBetterThanChance() {
    AnalysisResult found =
        new Proxies()
            .analyse(
                people()
                    .text("shoe", Role.FEATURE, i -> "s" + i / 2 % 7)
                    .text("label", Role.LABEL, ContentAnalysesTest::label)
                    .rows(Map.of()));
    assertEquals("", sentences(found, Severity.WARNING) + sentences(found, Severity.NOTE));
    AnalysisTable probe = table(found, "What all columns together tell: a probe");
    assertTrue(number(probe, probe.rows().get(0), "AUC low") <= 0.5, probe.rows().toString());
  }

  @Test
  void wordsThatTellAreFound() {
    AnalysisResult found =
        new ProxyWords()
            .analyse(
                people()
                    .text(
                        "text",
                        Role.TEXT,
                        i -> "a " + (i % 2 == 0 ? "netball" : "rugby") + " loan, No " + i % 9)
                    .text("label", Role.LABEL, ContentAnalysesTest::label)
                    .rows(Map.of()));
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("Texts of sex f have more often the words “netball”"), warnings);
    assertTrue(warnings.contains("tells 100.0 % of sex"), warnings);
    assertFalse(warnings.contains("loan"), warnings);
  }

  @Test
  void missingValuesByGroupAreFoundMarksToo() {
    AnalysisResult found =
        new Missingness()
            .analyse(
                people()
                    .text("job", Role.FEATURE, i -> i % 2 == 0 && i % 3 == 0 ? "?" : "j")
                    .column(
                        "age",
                        Role.FEATURE,
                        ValueType.NUMBER,
                        i -> i / 2 % 4 == 0 ? Double.NaN : 3.0)
                    .text("gone", Role.FEATURE, i -> null)
                    .text("label", Role.LABEL, ContentAnalysesTest::label)
                    .rows(Map.of()));
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(
        warnings.contains("job is missing in 33.3 % of 300 rows of f and in 0.0 %"), warnings);
    assertTrue(warnings.contains("Every value of gone is missing"), warnings);
    assertFalse(warnings.contains("age is missing"), warnings);
    AnalysisTable groups = table(found, "Shares of missing values by group");
    assertEquals(0.25, number(groups, row(groups, "sex", "age", "m"), "missing"), 1e-12);
  }

  @Test
  void equalRowsOfOtherLabelsAreFoundAcrossGroups() {
    People given =
        people()
            .text("job", Role.FEATURE, i -> "j" + i / 2)
            .text("label", Role.LABEL, i -> i % 2 == 0 ? "yes" : "no");
    AnalysisResult found = new LabelInconsistency().analyse(given.rows(Map.of()));
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("600 rows (100.0 %) are equal to another row"), warnings);
    assertTrue(warnings.contains("300 rows at least cannot be predicted right"), warnings);
    String notes = sentences(found, Severity.NOTE);
    assertTrue(notes.contains("Of 300 pairs of rows that differ in sex and in nothing"), notes);
    assertTrue(notes.contains("300 (100.0 %) have different labels"), notes);
    AnalysisTable table = table(found, "Rows with equals");
    assertEquals(600.0 / 600 / 600, number(table, row(table, "all rows"), "inconsistency"), 1e-12);
    assertEquals(0, number(table, row(table, "sex f"), "inconsistency"), 1e-12);
    AnalysisTable twins =
        table(new DuplicateRows().analyse(given.rows(Map.of())), "Rows that have an equal");
    assertEquals(300, number(twins, row(twins, "sex", "f"), "equal to a row of another group"), 0);
  }

  private AnalysisResult terms(Map<String, ?> settings) {
    return new IdentityTerms()
        .analyse(
            people()
                .text(
                    "text",
                    Role.TEXT,
                    i ->
                        "A "
                            + (i % 6 == 0
                                ? "Muslim"
                                : i % 6 == 1 ? "single  mother" : i == 2 ? "deaf" : "tall")
                            + " person’s word")
                .text("label", Role.LABEL, i -> i % 6 == 0 ? "yes" : i % 4 == 0 ? "yes" : "no")
                .rows(settings));
  }

  @Test
  void identityTermsAreFoundWithTheirLabels() throws IOException {
    AnalysisResult found = terms(Map.of());
    String warnings = sentences(found, Severity.WARNING);
    assertTrue(warnings.contains("Texts with “muslim” are yes in 100.0 % of 100"), warnings);
    AnalysisTable table = table(found, "Texts with a term against all others");
    assertEquals("small", row(table, "disability", "deaf").get(11));
    assertEquals(100, number(table, row(table, "family status", "single mother"), "texts"), 0);
    Path own = Files.writeString(folder.resolve("terms.txt"), "# mine\nheight: tall, very tall\n");
    found = terms(Map.of("terms", own.toString()));
    assertEquals(1, found.tables().get(0).rows().size());
    for (String wrong :
        List.of(
            folder + "/absent.txt",
            Files.writeString(folder.resolve("x.txt"), "tall\n").toString())) {
      assertThrows(GovernanceException.class, () -> terms(Map.of("terms", wrong)), wrong);
    }
  }
}
