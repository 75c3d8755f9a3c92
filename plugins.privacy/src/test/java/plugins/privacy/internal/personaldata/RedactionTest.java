package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
  private static final String KEY = "a key of the test, long enough";

  @TempDir Path folder;

  private record Given(Dataset training, Settings settings) implements TransformSetup {
    @Override
    public long seed() {
      return 1;
    }
  }

  private static FittedTransform fit(Dataset data, Map<String, Object> settings) {
    return new Redaction().fit(new Given(data, Settings.of("test", settings)));
  }

  private static TransformResult redact(Dataset data, Map<String, Object> settings) {
    return fit(data, settings).apply(data, Split.TEST);
  }

  private static Dataset texts(String name, String... values) {
    return Dataset.of(
        new Schema(List.of(new Column(name, ValueType.STRING, Role.TEXT))),
        List.of(List.of(values)));
  }

  private static String one(String text, Map<String, Object> settings) {
    return redact(texts("note", text), settings).data().string("note", 0);
  }

  private Map<String, Object> keyed(Map<String, Object> settings) throws IOException {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("keyFile", Files.writeString(folder.resolve("key"), KEY + "\n").toString());
    return all;
  }

  @Test
  void safeHarborMasksAndGeneralises() {
    assertEquals(
        "[PERSON], seen 2020, [PHONE], aged 90+, from Boston-free Ohio 021, [NATIONAL_ID]"
            .replace("Boston-free ", ""),
        one(
            "John Smith, seen 5/17/2020, 212-555-0199, aged 94, from Ohio 021, 536-90-4399",
            Map.of()));
    assertEquals("zip 000 or 021", one("zip 03601 or 02139", Map.of()).replace("zip 02139", ""));
  }

  @Test
  void gdprKeepsDatesAndAll_MasksThem() {
    Map<String, Object> gdpr = Map.of("profile", "GDPR");
    assertEquals("[PERSON] on 2020-05-17", one("John Smith on 2020-05-17", gdpr));
    assertEquals("[PERSON] on [DATE]", one("John Smith on 2020-05-17", Map.of("profile", "ALL")));
  }

  @Test
  void pseudonymsAreTheSameForTheSameValueAndKey() throws IOException {
    Map<String, Object> settings = keyed(Map.of("actions", List.of("*=PSEUDONYM")));
    String a = one("+44 20 7946 0958", settings);
    assertTrue(a.matches("\\[PHONE_[0-9a-f]{16}]"), a);
    assertEquals(a, one("+44 20 7946-0958", settings));
    assertNotEquals(a, one("+44 20 7946 0959", settings));
    Files.writeString(folder.resolve("key"), KEY + " of another");
    assertNotEquals(a, one("+44 20 7946 0958", settings));
  }

  @Test
  void shiftsKeepIntervalsOfAPersonAndForms() throws IOException {
    Map<String, Object> settings =
        keyed(Map.of("actions", List.of("DATE=SHIFT"), "subject", "who", "columns", "note"));
    Dataset data =
        Dataset.of(
            new Schema(
                List.of(
                    new Column("who", ValueType.STRING, Role.ID),
                    new Column("note", ValueType.STRING, Role.TEXT))),
            List.of(
                List.of("a", "a", "b"),
                List.of("in 2020-02-27", "out March 3, 2020", "in 2020-02-27")));
    Dataset moved = redact(data, settings).data();
    LocalDate in = LocalDate.parse(moved.string("note", 0).substring(3));
    String out = moved.string("note", 1).substring(4);
    LocalDate after =
        LocalDate.parse(
            out,
            java.time.format.DateTimeFormatter.ofPattern("MMMM d, yyyy", java.util.Locale.ENGLISH));
    assertEquals(5, ChronoUnit.DAYS.between(in, after));
    assertNotEquals(LocalDate.parse("2020-02-27"), in);
    assertNotEquals(moved.string("note", 0), moved.string("note", 2), "another person");
  }

  @Test
  void wordsKeepTheirNumber() {
    Dataset data =
        Dataset.of(
            new Schema(List.of(new Column("tokens", ValueType.WORDS, Role.TOKENS))),
            List.of(List.of(List.of("Dr.", "Jane", "Smith", "called", "on", "May", "5", ","))));
    assertEquals(
        List.of("Dr.", "[PERSON]", "[PERSON]", "called", "on", "[DATE]", "[DATE]", ","),
        redact(data, Map.of()).data().words("tokens", 0));
  }

  @Test
  void columnsAreKnownByName() {
    Dataset names = texts("patient_name", "Xi Q");
    assertEquals("[PERSON]", redact(names, Map.of()).data().string("patient_name", 0));
    Dataset ages =
        Dataset.of(
            new Schema(List.of(new Column("age", ValueType.NUMBER, Role.FEATURE))),
            List.of(List.of(89.0, 97.0)));
    assertEquals(List.of(89.0, 90.0), redact(ages, Map.of()).data().values("age"));
  }

  @Test
  void lineageCountsByClassAndTellsNoValueAndNoKey() throws IOException {
    Dataset data = texts("note", "John Smith", "John Smith and a@b.org");
    Map<String, Object> settings = keyed(Map.of("actions", List.of("*=PSEUDONYM")));
    TransformResult result = redact(data, settings);
    assertEquals(
        List.of("PERSON in column note, pseudonym 2", "EMAIL in column note, pseudonym 1"),
        result.changes().stream().map(c -> c.what() + " " + c.count()).toList());
    String state = fit(data, settings).state();
    assertFalse(state.contains(KEY) || state.contains("John"), state);
  }

  @Test
  void wrongSettingsAreRefused() throws IOException {
    Dataset data = texts("note", "x");
    refused(data, Map.of("actions", List.of("PERSON=PSEUDONYM")), "keyFile or keyVariable");
    refused(data, Map.of("actions", List.of("PERSONS=MASK")), "PERSON");
    refused(data, Map.of("columns", List.of("nota")), "[note]");
    refused(data, Map.of("subject", "who"), "[note]");
    refused(data, Map.of("keyVariable", "NO_SUCH_VARIABLE_HERE"), "NO_SUCH_VARIABLE_HERE");
    refused(data, Map.of("keyFile", folder.resolve("none").toString()), "cannot be read");
    Path weak = Files.writeString(folder.resolve("weak"), "secret\n");
    refused(data, Map.of("keyFile", weak.toString()), "6 bytes");
    refused(data, Map.of("dictionaries", List.of("names.txt")), "first=FILE");
  }

  private static void refused(Dataset data, Map<String, Object> settings, String says) {
    GovernanceException e = assertThrows(GovernanceException.class, () -> fit(data, settings));
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  @Test
  void dictionariesOfTheOperatorAreUsed() throws IOException {
    Path names = Files.writeString(folder.resolve("names.csv"), "name,share\nZorblax,0.1\n");
    assertEquals("Zorblax left", one("Zorblax left", Map.of()));
    assertEquals(
        "[PERSON] left", one("Zorblax left", Map.of("dictionaries", List.of("first=" + names))));
  }

  /** Safe Harbor takes away years that tell an age over 89, and days without a year. */
  @Test
  void yearsThatTellAGreatAgeAreMasked() {
    Dataset data = texts("text", "born 1931-02-03, seen 2020-05-17, again on 6/18");
    assertEquals(
        "born [DATE], seen 2020, again on [DATE]",
        redact(data, Map.of("year", 2021)).data().string("text", 0));
    assertEquals(
        "born 1931, seen 2020, again on [DATE]",
        redact(data, Map.of("year", 2020)).data().string("text", 0));
    Path key = folder.resolve("key");
    assertDoesNotThrow(() -> Files.writeString(key, KEY));
    Map<String, Object> shift = Map.of("actions", List.of("DATE=SHIFT"), "keyFile", key.toString());
    String moved = redact(data, shift).data().string("text", 0);
    assertTrue(moved.matches(".*again on \\d+/\\d+"), moved);
  }
}
