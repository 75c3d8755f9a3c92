package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.data.internal.Reading.Content;

class TableReaderTest {
  @TempDir Path folder;

  private Content csv(String text, Map<String, ?> settings) throws IOException {
    return Reading.read(new CsvSource(), Reading.write(folder, "a.csv", text), settings);
  }

  private Content csv(String text) throws IOException {
    return csv(text, Map.of());
  }

  private String refused(String text, Map<String, ?> settings) {
    return assertThrows(GovernanceException.class, () -> csv(text, settings)).getMessage();
  }

  @Test
  void readsQuotesAndLineBreaksInsideThem() throws IOException {
    Content content = csv("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n2,w");
    assertEquals(List.of("a", "b"), content.schema().names());
    assertEquals(List.of(List.of("1", "x, \"y\"\nz"), List.of("2", "w")), content.good());
    assertEquals(List.of(2L, 5L), content.rows().stream().map(r -> r.line()).toList());
  }

  @Test
  void missingValuesAreNullAndAllValuesTexts() throws IOException {
    Content content = csv("a,b\n1,?\n,x\nNA,2\n");
    assertEquals(
        List.of(Arrays.asList("1", null), Arrays.asList(null, "x"), Arrays.asList(null, "2")),
        content.good());
  }

  @Test
  void rowsOfOtherLengthAreRejectedWithTheirLine() throws IOException {
    Content content = csv("a,b\n1,2\n1\n1,2,3\n\"x\"y,1\n4,5\n");
    assertEquals(List.of(List.of("1", "2"), List.of("4", "5")), content.good());
    assertEquals("3: 1 fields; the header has 2", content.bad().get(0));
    assertEquals("4: 3 fields; the header has 2", content.bad().get(1));
    assertTrue(
        content.bad().get(2).startsWith("5: Unexpected character after closing quote"),
        content.bad().get(2));
    assertEquals(3, content.bad().size());
  }

  @Test
  void readsOnlyTheColumnsAskedForAndMakesOthers() throws IOException {
    Content content =
        csv(
            "days,name,state\n8,a,<30\n7,b,NO\n?,c,?\nx,d,NO\n",
            Map.of(
                "rename", List.of("name=who"),
                "only", List.of("state", "who"),
                "derive", List.of("late=days>7", "early=state=<30")));
    assertEquals(List.of("state", "who", "late", "early"), content.schema().names());
    assertEquals(
        List.of(
            List.of("<30", "a", "yes", "yes"),
            List.of("NO", "b", "no", "no"),
            Arrays.asList(null, "c", null, null),
            Arrays.asList("NO", "d", null, "no")),
        content.good());
  }

  @Test
  void columnsThatCannotBeReadOrMadeAreRefused() {
    String table = "days,name\n8,a\n";
    Map<String, String> wrong =
        Map.of(
            "late",
            Derived.FORM,
            "late=days>soon",
            Derived.FORM,
            "late=day>7",
            "there is no column \"day\"",
            "name=days>7",
            "has a column \"name\" already");
    wrong.forEach(
        (derive, expected) -> {
          String message = refused(table, Map.of("derive", List.of(derive)));
          assertTrue(message.contains(expected), message);
        });
    String message = refused(table, Map.of("only", List.of("nam")));
    assertTrue(message.contains("setting only: there is no column \"nam\""), message);
  }

  @Test
  void anUnclosedQuoteCostsOneRow() throws IOException {
    Content content = csv("a,b\n1,2\n\"3,4\n5,6\n7,8\n");
    assertEquals(List.of(List.of("1", "2"), List.of("5", "6"), List.of("7", "8")), content.good());
    assertEquals(List.of("3: a quote is opened and not closed"), content.bad());
  }

  @Test
  void aLineOfAMegabyteIsReadAndALongerOneRejected() throws IOException {
    String fits = "x".repeat((1 << 20) - 2);
    Content content = csv("a,b\n1," + fits + "\n2," + fits + "yz\n3,4\n");
    assertEquals(fits, content.good().get(0).get(1));
    assertEquals(List.of("3", "4"), content.good().get(1));
    assertEquals(
        List.of("3: the line has 1048578 characters; longest allows 1048576"), content.bad());
  }

  @Test
  void headersThatCannotNameColumnsAreRefused() {
    assertTrue(refused("a,b,a\n1,2,3\n", Map.of()).contains("names \"a\" twice"));
    assertTrue(refused("a,,c\n1,2,3\n", Map.of()).contains("column 2 of the header has no name"));
    assertTrue(refused("a;b\n1;2\n", Map.of()).contains("Set separator to ;"));
    assertTrue(refused("", Map.of()).contains("the file is empty"));
    assertTrue(refused("a,b\n", Map.of()).contains("no rows"));
    assertTrue(refused("\n\n", Map.of()).contains("blank lines only"));
  }

  @Test
  void namesAndValuesCanBeReplaced() throws IOException {
    Map<String, ?> settings =
        Map.of(
            "rename",
            List.of("credit=decision"),
            "values",
            List.of("decision:1=good", "decision:2=bad"));
    Content content = csv("x,credit\n5,1\n6,2\n7,3\n", settings);
    assertEquals(List.of("x", "decision"), content.schema().names());
    assertEquals(List.of("good", "bad", "3"), content.good().stream().map(r -> r.get(1)).toList());
    assertTrue(refused("a,b\n1,2\n", Map.of("rename", List.of("z=y"))).contains("no column \"z\""));
    assertTrue(refused("a,b\n1,2\n", Map.of("values", List.of("b=2"))).contains("column:old=new"));
  }

  @Test
  void rolesAreSuggestedByNameAndLengthOfTheTexts() throws IOException {
    Content content =
        csv(
            "loan_id,age,purpose\nL1,30,a new roof for the barn\nL2,30,to pay for my daughter's school\n");
    assertEquals(
        List.of(Role.ID, Role.FEATURE, Role.TEXT),
        content.schema().columns().stream().map(Column::role).toList());
  }

  @Test
  void tabsSeparateAndQuotesArePlainCharacters() throws IOException {
    Path file = Reading.write(folder, "a.tsv", "a\tb\n\"x\t5\" disk\n");
    assertEquals(
        List.of(List.of("\"x", "5\" disk")), Reading.read(new TsvSource(), file, Map.of()).good());
    Path quoted = Reading.write(folder, "q.tsv", "a\tb\n\"x\ty\"\tz\n");
    assertEquals(
        List.of(List.of("x\ty", "z")),
        Reading.read(new TsvSource(), quoted, Map.of("quotes", true)).good());
  }

  @Test
  void separatorIsOneCharacter() {
    assertTrue(refused("a,b\n1,2\n", Map.of("separator", ",,")).contains("one character"));
    assertTrue(refused("a,b\n1,2\n", Map.of("separator", "")).contains("one character"));
  }

  @Test
  void aMissingFileIsOneClearError() {
    Path none = folder.resolve("none.csv");
    GovernanceException e =
        assertThrows(
            GovernanceException.class, () -> Reading.read(new CsvSource(), none, Map.of()));
    assertTrue(e.getMessage().contains("none.csv: there is no such file"), e.getMessage());
    assertTrue(Files.notExists(none));
  }
}
