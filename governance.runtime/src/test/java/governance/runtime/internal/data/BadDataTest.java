package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.ValueType;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.WordTokenizer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Wrong input: each is one clear error that names the thing and the remedy. */
class BadDataTest {
  private static Specs specs() {
    return new Specs()
        .role("id", Role.ID)
        .role("text", Role.TEXT)
        .role("label", Role.LABEL)
        .protect("sex")
        .favourable("yes");
  }

  private static void prepare(Specs specs, String... lines) {
    new DataPreparation(specs.build(), specs.plan(DataPreparationTest.lines(0)[0]))
        .prepare(MemorySource.of(lines), new WordTokenizer());
  }

  private static void refused(String expected, Specs specs, UnaryOperator<String> change) {
    String[] lines = DataPreparationTest.lines(60);
    for (int i = 1; i < lines.length; i++) {
      lines[i] = change.apply(lines[i]);
    }
    GovernanceException error =
        assertThrows(GovernanceException.class, () -> prepare(specs, lines));
    assertEquals(1, error.problems().size());
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  @Test
  void aLabelWithOneClass() {
    refused("every row has the class [no]", specs(), l -> l.replace(",yes", ",no"));
  }

  @Test
  void aFavourableClassThatIsNone() {
    refused("got \"good\"; allowed: one of [no, yes]", specs().favourable("good"), l -> l);
  }

  @Test
  void aLabelThatIsANumberAndNoClass() {
    int[] next = {0};
    String[] lines = DataPreparationTest.lines(300);
    for (int i = 1; i < lines.length; i++) {
      lines[i] = lines[i].substring(0, lines[i].lastIndexOf(',') + 1) + next[0]++;
    }
    GovernanceException error =
        assertThrows(GovernanceException.class, () -> prepare(specs(), lines));
    assertTrue(error.getMessage().contains("has 300 different values"), error.getMessage());
  }

  @Test
  void anEmptyGroup() {
    refused("every row is in the group [age>=10]", specs().protect("age>=10"), l -> l);
    refused("every row is in the group [f]", specs(), l -> l.replace(",m,", ",f,"));
    refused("no row has a value", specs(), l -> l.replaceAll(",[fm],", ",,"));
  }

  @Test
  void aProtectedColumnThatIsNotThere() {
    refused(
        "there is no column \"gender\"; allowed: one of [id, text",
        specs().protect("gender"),
        l -> l);
  }

  @Test
  void aProtectedColumnWithTooManyGroups() {
    refused(
        "makes 60 groups; allowed: at most 50",
        specs().role("id", Role.IGNORED).protect("id"),
        l -> l);
  }

  @Test
  void duplicateIds() {
    refused(
        "\"r1\" on lines 3 and 4", specs(), l -> l.startsWith("r2,") ? l.replace("r2,", "r1,") : l);
  }

  @Test
  void anEmptyFile() {
    GovernanceException error =
        assertThrows(
            GovernanceException.class, () -> prepare(specs(), DataPreparationTest.lines(0)));
    assertTrue(error.getMessage().contains("has no rows"), error.getMessage());
  }

  @Test
  void allLabelsMissing() {
    refused(
        "60 of 60 rows cannot be used: line 2: no value in the label column \"label\"",
        specs(),
        l -> l.replaceAll(",(yes|no)", ","));
  }

  @Test
  void moreBadRowsThanAllowed() {
    refused(
        "2 of 60 rows cannot be used: line 4: has 1 fields, expected 6; line 13: has 1 fields, expected 6; allowed: at"
            + " most 1.0 % of the rows (data.badRows)",
        specs(), l -> l.startsWith("r2,") || l.startsWith("r11,") ? "broken" : l);
  }

  @Test
  void aFileThatBreaksOff() {
    refused(
        "cannot be read after row 10: Unexpected end of ZLIB input stream",
        specs(),
        l -> l.startsWith("r10,") ? "!io" : l);
  }

  @Test
  void noTextForTheModel() {
    refused("no column for the model to read", specs().role("text", Role.FEATURE), l -> l);
  }

  @Test
  void tooFewRowsToSplit() {
    GovernanceException error =
        assertThrows(
            GovernanceException.class,
            () ->
                prepare(
                    new Specs().role("text", Role.TEXT).role("label", Role.LABEL).split(0, 0.1),
                    java.util.Arrays.copyOf(DataPreparationTest.lines(4), 5)));
    assertTrue(
        error.getMessage().contains("no row of 4 is left for the test part"), error.getMessage());
  }

  @Test
  void aTransformMustKeepTestRows() {
    BinaryOperator<Dataset> drops = (data, same) -> data.select(new int[] {0, 1});
    assertTrue(failure(drops).contains("made 2 of 12 VALIDATION rows"), failure(drops));
    BinaryOperator<Dataset> relabels =
        (data, same) ->
            data.with(
                new Column("label", ValueType.STRING, Role.LABEL),
                Collections.nCopies(data.size(), "yes"));
    assertTrue(
        failure(relabels).contains("changed column \"label\" of the VALIDATION rows"),
        failure(relabels));
  }

  @Test
  void aTransformIsFittedOnTrainingRowsOnly() {
    int[] fitted = {0};
    DatasetTransform transform =
        setup -> {
          fitted[0] = setup.training().size();
          return fitted((data, same) -> data);
        };
    run(transform);
    assertEquals(36, fitted[0]);
  }

  @Test
  void figuresOfATransformAreEvidence() {
    PreparedData prepared = run(setup -> telling(Map.of("smallest group", 12.0)));
    List<Map<String, Object>> figures = List.of(Map.of("name", "smallest group", "value", 12.0));
    assertEquals(figures, figures(prepared.lineageTree()));
    assertEquals(figures, figures(prepared.card()));
    String told =
        assertThrows(
                ContributionFailedException.class,
                () -> run(setup -> telling(Map.of("loss", Double.NaN))))
            .getMessage();
    assertTrue(told.contains("\"loss\" that is no finite number"), told);
  }

  private static Object figures(Map<String, Object> tree) {
    return ((Map<?, ?>) ((List<?>) tree.get("transforms")).get(0)).get("figures");
  }

  private static FittedTransform telling(Map<String, Double> figures) {
    return new FittedTransform() {
      @Override
      public TransformResult apply(Dataset data, Split split) {
        return new TransformResult(data, List.of());
      }

      @Override
      public String state() {
        return "none";
      }

      @Override
      public Map<String, Double> figures() {
        return figures;
      }
    };
  }

  private static String failure(BinaryOperator<Dataset> change) {
    return assertThrows(ContributionFailedException.class, () -> run(setup -> fitted(change)))
        .getMessage();
  }

  private static PreparedData run(DatasetTransform transform) {
    Specs specs = specs();
    return new DataPreparation(specs.build(), specs.plan(DataPreparationTest.lines(0)[0]))
        .transform(Specs.info(Kind.TRANSFORM, "test.change"), transform, Settings.EMPTY)
        .prepare(MemorySource.of(DataPreparationTest.lines(60)), new WordTokenizer());
  }

  private static FittedTransform fitted(BinaryOperator<Dataset> change) {
    return new FittedTransform() {
      @Override
      public TransformResult apply(Dataset data, Split split) {
        return new TransformResult(
            split == Split.TRAIN ? data : change.apply(data, data), List.of());
      }

      @Override
      public String state() {
        return "none";
      }
    };
  }
}
