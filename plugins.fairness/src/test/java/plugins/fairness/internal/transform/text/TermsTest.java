package plugins.fairness.internal.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.fairness.internal.transform.Setup;

class TermsTest {
  private static Dataset texts(String... texts) {
    return Dataset.of(
        new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT))),
        List.of(List.of(texts)));
  }

  private static String masked(String text, Split split, Map<String, ?> settings) {
    Dataset data = texts(text);
    return new TermMasking()
        .fit(Setup.of(data, settings))
        .apply(data, split)
        .data()
        .string("text", 0);
  }

  @Test
  void masksWholeWordsInEverySplit() {
    Map<String, Object> settings =
        Map.of("terms", List.of("gay", "african american", "african"), "token", "person");
    String text = "Gay, GAY; gays and Gaye. African-American\nafrican  american African";
    String expected = "Person, PERSON; gays and Gaye. Person\nperson Person";
    for (Split split : Split.values()) {
      assertEquals(expected, masked(text, split, settings));
    }
    Map<String, Object> training = Map.of("terms", List.of("gay"), "trainingOnly", true);
    assertEquals("gay", masked("gay", Split.TEST, training));
    assertEquals("someone", masked("gay", Split.TRAIN, training));
  }

  @Test
  void knowsTermsOfItsOwnAndOfFiles(@TempDir Path folder) throws IOException {
    assertEquals(
        "A someone and a someone.", masked("A muslim and a woman.", Split.TRAIN, Map.of()));
    Files.writeString(folder.resolve("terms.txt"), "# c++ is a language\nc++\nça va\n");
    Dataset data = texts("C++ and Ça va, c+");
    FittedTransform fitted =
        new TermMasking()
            .fit(
                Setup.of(data, Map.of("terms", List.of(), "files", List.of("terms.txt")))
                    .in(folder));
    assertEquals(
        "SOMEONE and Someone, c+", fitted.apply(data, Split.TRAIN).data().string("text", 0));
    assertThrows(
        GovernanceException.class, () -> masked("x", Split.TRAIN, Map.of("terms", List.of())));
    assertThrows(GovernanceException.class, () -> masked("x", Split.TRAIN, Map.of("token", " ")));
  }

  @Test
  void keepsTheNumberOfWordsInLists() {
    Dataset words =
        Dataset.of(
            new Schema(List.of(new Column("words", ValueType.WORDS, Role.TOKENS))),
            List.of(List.of(List.of("An", "African", "American", "$1"))));
    Dataset after =
        new TermMasking().fit(Setup.of(words, Map.of())).apply(words, Split.TRAIN).data();
    assertEquals(List.of("An", "Someone", "Someone", "$1"), after.words("words", 0));
    Dataset synonyms =
        new SynonymReplacement()
            .fit(Setup.of(words, Map.of("synonyms", List.of("african american|black", "an|one"))))
            .apply(words, Split.TRAIN)
            .data();
    assertEquals(List.of("One", "African", "American", "$1"), synonyms.words("words", 0));
  }

  @Test
  void drawsSynonymsAtRandomInTrainingRows() {
    String[] many = new String[300];
    for (int i = 0; i < many.length; i++) {
      many[i] = "The Elderly number " + i;
    }
    Dataset data = texts(many);
    Map<String, Object> settings = Map.of("synonyms", List.of("elderly|older|aged"));
    FittedTransform fitted = new SynonymReplacement().fit(Setup.of(data, settings));
    Dataset after = fitted.apply(data, Split.TRAIN).data();
    Set<String> seen = new HashSet<>();
    after.values("text").forEach(t -> seen.add(t.toString().split(" ")[1]));
    assertEquals(Set.of("Older", "Aged"), seen);
    assertEquals(after.values("text"), fitted.apply(data, Split.TRAIN).data().values("text"));
    assertSame(data, fitted.apply(data, Split.TEST).data());
    Dataset some =
        new SynonymReplacement()
            .fit(Setup.of(data, Map.of("synonyms", List.of("elderly|older"), "rate", 0.3)))
            .apply(data, Split.TRAIN)
            .data();
    long changed = some.values("text").stream().filter(t -> t.toString().contains("Older")).count();
    assertEquals(90, changed, 30);
    assertTrue(fitted.state().contains("elderly=[older, aged]"), fitted.state());
  }

  @Test
  void leavesWordsOfTwoSensesAloneUnlessTheyAreGiven() {
    String text = "A double-blind study of a poor outcome in a black box, aged 65 or older.";
    Dataset data = texts(text);
    FittedTransform fitted = new SynonymReplacement().fit(Setup.of(data, Map.of()));
    assertEquals(text, fitted.apply(data, Split.TRAIN).data().string("text", 0));
    Dataset people = texts("Three ladies");
    FittedTransform own = new SynonymReplacement().fit(Setup.of(people, Map.of()));
    assertEquals("Three women", own.apply(people, Split.TRAIN).data().string("text", 0));
  }

  @Test
  void wantsSetsOfTwo() {
    Dataset data = texts("a");
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("synonyms", List.of("one")),
            Map.of("synonyms", List.of()),
            Map.of("rate", -1))) {
      assertThrows(
          GovernanceException.class,
          () -> new SynonymReplacement().fit(Setup.of(data, wrong)),
          wrong::toString);
    }
  }
}
