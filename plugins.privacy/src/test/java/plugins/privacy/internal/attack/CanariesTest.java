package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is planted is what is told, and only among training rows. */
class CanariesTest {
  private static Dataset texts(int rows, boolean labelled) {
    List<Column> columns =
        List.of(
            new Column("text", ValueType.STRING, Role.TEXT),
            new Column("label", ValueType.STRING, labelled ? Role.LABEL : Role.IGNORED));
    return Dataset.of(
        new Schema(columns),
        List.of(
            IntStream.range(0, rows)
                .mapToObj(i -> word(i) + " pays " + word(i / 3) + " for " + word(i / 7))
                .toList(),
            IntStream.range(0, rows).mapToObj(i -> i % 3 == 0 ? "yes" : "no").toList()));
  }

  private static String word(int i) {
    return "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + "rd";
  }

  private static FittedTransform fit(Dataset rows, Map<String, Object> settings) {
    return new Canaries()
        .fit(
            new TransformSetup() {
              @Override
              public Dataset training() {
                return rows;
              }

              @Override
              public Settings settings() {
                return Settings.of(Canaries.ID, settings);
              }

              @Override
              public long seed() {
                return 3;
              }
            });
  }

  @Test
  void eachIsPlantedAsOftenAsItSays() {
    Dataset rows = texts(60, true);
    FittedTransform fitted = fit(rows, Map.of("count", 40, "repeats", 3, "references", 50));
    List<Canary> all = fitted.canaries();
    assertEquals(90, all.size());
    assertEquals(90, new HashSet<>(all.stream().map(Canary::text).toList()).size());
    long planted = all.stream().filter(c -> c.times() > 0).count();
    assertTrue(planted > 8 && planted < 32, "about half of 40, not " + planted);
    assertTrue(all.subList(40, 90).stream().allMatch(c -> c.times() == 0 && c.chance() == 0));
    Dataset after = fitted.apply(rows, Split.TRAIN).data();
    assertEquals(60 + 3 * planted, after.size());
    for (Canary canary : all) {
      long found =
          IntStream.range(0, after.size())
              .filter(i -> after.string("text", i).equals(canary.text()))
              .filter(i -> after.string("label", i).equals(canary.label()))
              .count();
      assertEquals(canary.times(), found, canary.text());
      assertEquals(10, canary.text().split(" ").length);
    }
    assertEquals(60, fitted.apply(rows, Split.TEST).data().size());
  }

  @Test
  void anotherSeedPlantsOthers() {
    Dataset rows = texts(60, true);
    assertNotEquals(
        fit(rows, Map.of()).canaries(), fit(rows, Map.of("seed", 99)).canaries(), "secret");
    assertEquals(fit(rows, Map.of("seed", 99)).state(), fit(rows, Map.of("seed", 99)).state());
  }

  @Test
  void aSpanStandsInTheMiddle() {
    FittedTransform fitted =
        fit(texts(60, false), Map.of("count", 5, "chance", 1.0, "words", 8, "references", 5));
    for (Canary canary : fitted.canaries()) {
      String[] words = canary.text().split(" ");
      assertEquals(words[3] + " " + words[4], canary.label());
    }
  }

  @Test
  void wordsAndTags() {
    Dataset rows =
        Dataset.of(
            new Schema(
                List.of(
                    new Column("words", ValueType.WORDS, Role.TOKENS),
                    new Column("tags", ValueType.WORDS, Role.TAGS))),
            List.of(
                List.of(List.of("fever", "is", "bad"), List.of("rest", "helps", "asthma")),
                List.of(List.of("B-D", "O", "O"), List.of("O", "O", "I-D"))));
    FittedTransform fitted = fit(rows, Map.of("count", 6, "chance", 1.0, "references", 4));
    Dataset after = fitted.apply(rows, Split.TRAIN).data();
    assertEquals(8, after.size());
    for (int row = 0; row < after.size(); row++) {
      assertEquals(after.words("words", row).size(), after.words("tags", row).size());
    }
    assertTrue(fitted.canaries().stream().noneMatch(c -> c.label().contains("I-D")));
  }

  @Test
  void wrongSettingsAreNamed() {
    Dataset none =
        Dataset.of(
            new Schema(List.of(new Column("age", ValueType.NUMBER, Role.FEATURE))),
            List.of(List.of(1.0)));
    String message =
        assertThrows(GovernanceException.class, () -> fit(none, Map.of())).getMessage();
    assertTrue(message.contains("data.row-text"), message);
    message =
        assertThrows(
                GovernanceException.class, () -> fit(texts(9, false), Map.of("secret", "LABEL")))
            .getMessage();
    assertTrue(message.contains("SPAN"), message);
    message =
        assertThrows(
                GovernanceException.class,
                () -> fit(texts(9, false), Map.of("words", 5, "span", 4)))
            .getMessage();
    assertTrue(message.contains("span is 4 of 5") || message.contains("setting span"), message);
  }
}
