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
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.fairness.internal.transform.Setup;

class CounterfactualAugmentationTest {
  private static Dataset data() {
    return Dataset.of(
        new Schema(
            List.of(
                new Column("id", ValueType.STRING, Role.ID),
                new Column("text", ValueType.STRING, Role.TEXT),
                new Column("sex", ValueType.STRING, Role.PROTECTED),
                new Column("label", ValueType.STRING, Role.LABEL))),
        List.of(
            List.of("1", "2", "3", "4", "5"),
            Arrays.asList(
                "He is a nurse.", "It rains.", "She is pregnant.", null, "Her husband John."),
            Arrays.asList("m", "m", "f", "f", null),
            List.of("a", "b", "a", "b", "a")));
  }

  private static FittedTransform fit(Dataset data, Map<String, ?> settings) {
    return new CounterfactualAugmentation().fit(Setup.of(data, settings));
  }

  @Test
  void addsTheRowsThatChange() {
    Map<String, Object> settings = Map.of("protectedValues", List.of("sex:m=f"));
    TransformResult result = fit(data(), settings).apply(data(), Split.TRAIN);
    Dataset after = result.data();
    assertEquals(List.of("1", "2", "3", "4", "5", "1", "5"), after.values("id"));
    assertEquals("She is a nurse.", after.string("text", 5));
    assertEquals("His wife Mary.", after.string("text", 6));
    assertEquals(Arrays.asList("m", "m", "f", "f", null, "f", null), after.values("sex"));
    assertEquals(List.of("a", "b", "a", "b", "a", "a", "a"), after.values("label"));
    assertEquals(
        List.of(new Change(ChangeType.ADDED, "rows with terms swapped in [text]", 2)),
        result.changes());
  }

  @Test
  void replacesRowsInPlace() {
    Map<String, Object> settings =
        Map.of("mode", "REPLACE", "protectedValues", List.of("sex:m=f"), "leave", List.of());
    TransformResult result = fit(data(), settings).apply(data(), Split.TRAIN);
    assertEquals(data().values("id"), result.data().values("id"));
    assertEquals("He is pregnant.", result.data().string("text", 2));
    assertEquals(Arrays.asList("f", "m", "m", "f", null), result.data().values("sex"));
    assertEquals(
        List.of(
            new Change(ChangeType.ALTERED, "values of column text", 3),
            new Change(ChangeType.ALTERED, "values of column sex", 2)),
        result.changes());
  }

  @Test
  void leavesOtherSplitsAlone() {
    Dataset data = data();
    assertSame(data, fit(data, Map.of()).apply(data, Split.TEST).data());
  }

  @Test
  void drawsAShareOfTheRowsBySeed() {
    List<String> texts = new java.util.ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      texts.add("He has number " + i);
    }
    Dataset many =
        Dataset.of(
            new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT))), List.of(texts));
    Map<String, Object> half = Map.of("mode", "REPLACE", "share", 0.5);
    Dataset once = fit(many, half).apply(many, Split.TRAIN).data();
    assertEquals(
        once.values("text"), fit(many, half).apply(many, Split.TRAIN).data().values("text"));
    long she = once.values("text").stream().filter(t -> t.toString().startsWith("She")).count();
    assertEquals(500, she, 60);
    FittedTransform other = new CounterfactualAugmentation().fit(Setup.of(many, half).seeded(2));
    assertTrue(!once.values("text").equals(other.apply(many, Split.TRAIN).data().values("text")));
  }

  @Test
  void keepsTheNumberOfWordsInLists() {
    Dataset words =
        Dataset.of(
            new Schema(
                List.of(
                    new Column("words", ValueType.WORDS, Role.TOKENS),
                    new Column("tags", ValueType.WORDS, Role.TAGS))),
            List.of(
                List.of(List.of("Mr.", "Smith", "saw", "her", "."), List.of("It", "'s", "his")),
                List.of(Collections.nCopies(5, "O"), Collections.nCopies(3, "O"))));
    Dataset after = fit(words, Map.of()).apply(words, Split.TRAIN).data();
    assertEquals(List.of("Mrs.", "Smith", "saw", "him", "."), after.words("words", 2));
    assertEquals(List.of("It", "'s", "hers"), after.words("words", 3));
    assertEquals(4, after.size());
  }

  @Test
  void readsFilesInTheDataDirectory(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("pairs.tsv"), "# more\ntutor\tcoach\nma'am\tsir\n");
    Files.writeString(
        folder.resolve("names.csv"), "name,sex,births\nZoe,F,9\nRiley,F,8\nMax,M,7\nRiley,M,6\n");
    Dataset text =
        Dataset.of(
            new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT))),
            List.of(List.of("tutor Zoe, coach Max and Riley")));
    Setup setup =
        Setup.of(text, Map.of("files", List.of("pairs.tsv", "names.csv"), "mode", "REPLACE"));
    FittedTransform fitted = new CounterfactualAugmentation().fit(setup.in(folder));
    assertEquals(
        "coach Max, tutor Zoe and Riley", fitted.apply(text, Split.TRAIN).data().string("text", 0));
    assertTrue(fitted.state().contains("left out, not one word each: [ma'am/sir]"));
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () ->
                new CounterfactualAugmentation()
                    .fit(Setup.of(text, Map.of("files", List.of("none.tsv"))).in(folder)));
    assertTrue(e.getMessage().contains("none.tsv"), e.getMessage());
    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
  }

  @Test
  void saysWhatIsWrong() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("pairs", List.of("boy")),
            Map.of("pairs", List.of("young boy=girl")),
            Map.of("language", "de"),
            Map.of("share", 2),
            Map.of("columns", List.of("sex")),
            Map.of("protectedValues", List.of("race:a=b")),
            Map.of("protectedValues", List.of("sex:m=x")))) {
      GovernanceException e =
          assertThrows(GovernanceException.class, () -> fit(data(), wrong), wrong::toString);
      assertEquals(1, e.problems().size());
    }
    Dataset bare =
        data().with(data().schema().columns().get(1).as(Role.IGNORED), data().values("text"));
    assertThrows(GovernanceException.class, () -> fit(bare, Map.of()));
  }

  @Test
  void swapsValuesOfFieldsThatAreNamed() {
    Dataset fields =
        Dataset.of(
            new Schema(List.of(new Column("relationship", ValueType.STRING, Role.FEATURE))),
            List.of(List.of("Husband", "Not-in-family", "Wife")));
    Dataset after =
        fit(fields, Map.of("columns", List.of("relationship"), "mode", "REPLACE"))
            .apply(fields, Split.TRAIN)
            .data();
    assertEquals(List.of("Wife", "Not-in-family", "Husband"), after.values("relationship"));
  }
}
