package plugins.data.internal.rowtext;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowTextTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("loan_id", ValueType.STRING, Role.ID),
              new Column("yearly_income", ValueType.NUMBER, Role.FEATURE),
              new Column("sex", ValueType.STRING, Role.PROTECTED),
              new Column("name", ValueType.STRING, Role.DIRECT_IDENTIFIER),
              new Column("notes", ValueType.STRING, Role.IGNORED),
              new Column("housing", ValueType.STRING, Role.FEATURE),
              new Column("purpose", ValueType.STRING, Role.TEXT),
              new Column("default", ValueType.STRING, Role.LABEL)));

  private static Dataset rows(List<Double> incomes, List<String> housing) {
    int n = incomes.size();
    return Dataset.of(
        SCHEMA,
        List.of(
            fill(n, "L7"),
            incomes,
            fill(n, "female"),
            fill(n, "Ada"),
            fill(n, "secret"),
            housing,
            Arrays.asList(fill(n, "a new roof").toArray()),
            fill(n, "no")));
  }

  private static List<String> fill(int n, String value) {
    return Collections.nCopies(n, value);
  }

  private record Setup(Dataset training, Settings settings, long seed) implements TransformSetup {}

  private static FittedTransform fit(Dataset training, Map<String, ?> settings) {
    return new RowText().fit(new Setup(training, Settings.of(RowText.ID, settings), 1));
  }

  private static final Dataset TRAINING =
      rows(
          List.of(10.0, 20.0, 30.0, 40.0),
          List.of("Rented-flat", "Own-house", "Own-flat", "Own-flat"));

  @Test
  void writesReadableColumnsOnlyInTheirOrder() {
    Dataset data = fit(TRAINING, Map.of("bins", 2)).apply(TRAINING, Split.TRAIN).data();
    assertEquals("yearly 0, housing rented, a new roof", data.string("row_text", 0));
    assertEquals("yearly 1, housing own flat, a new roof", data.string("row_text", 3));
    assertEquals(
        List.of("row_text"), data.schema().with(Role.TEXT).stream().map(Column::name).toList());
    assertEquals(TRAINING.values("sex"), data.values("sex"));
  }

  @Test
  void binsComeFromTheTrainingRowsAndUnknownValuesKeepTheirWords() {
    FittedTransform fitted = fit(TRAINING, Map.of("bins", 2));
    Dataset test = rows(List.of(1000.0, Double.NaN), Arrays.asList("House-Boat", null));
    Dataset data = fitted.apply(test, Split.TEST).data();
    assertEquals("yearly 1, housing house boat, a new roof", data.string("row_text", 0));
    assertEquals("yearly unknown, housing unknown, a new roof", data.string("row_text", 1));
    assertTrue(fitted.state().contains("yearly_income as yearly: [20.0]"), fitted.state());
  }

  @Test
  void numbersMayStayAsTheyAreWithTheirUnit() {
    Map<String, Object> settings =
        Map.of("numbers", "VALUE", "units", List.of("yearly_income=thousand euro"));
    FittedTransform fitted = fit(TRAINING, settings);
    Dataset test = rows(List.of(12345.678, 20.0, 0.5, Double.NaN), fill(4, "Own-house"));
    List<?> texts = fitted.apply(test, Split.TEST).data().values("row_text");
    assertEquals(
        List.of(
            "yearly 12350 thousand euro, housing own house, a new roof",
            "yearly 20 thousand euro, housing own house, a new roof",
            "yearly 0.5 thousand euro, housing own house, a new roof",
            "yearly unknown, housing own house, a new roof"),
        texts);
  }

  @Test
  void shuffledCopiesAreAddedToTheTrainingRowsOnly() {
    FittedTransform fitted = fit(TRAINING, Map.of("shuffledCopies", 3));
    TransformResult train = fitted.apply(TRAINING, Split.TRAIN);
    assertEquals(16, train.data().size());
    assertEquals(12, train.changes().get(0).count());
    List<?> texts = train.data().values("row_text");
    List<?> plain = fit(TRAINING, Map.of()).apply(TRAINING, Split.TRAIN).data().values("row_text");
    assertEquals(plain, texts.subList(0, 4));
    boolean moved = false;
    for (int i = 4; i < 16; i++) {
      assertEquals(parts(texts.get(i % 4)), parts(texts.get(i)));
      assertEquals(TRAINING.values("housing").get(i % 4), train.data().values("housing").get(i));
      moved |= !texts.get(i).equals(texts.get(i % 4));
    }
    assertTrue(moved, texts.toString());
    assertEquals(
        texts,
        fit(TRAINING, Map.of("shuffledCopies", 3))
            .apply(TRAINING, Split.TRAIN)
            .data()
            .values("row_text"));
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      assertEquals(plain, fitted.apply(TRAINING, split).data().values("row_text"));
    }
  }

  private static Set<String> parts(Object text) {
    return Set.of(((String) text).split(", "));
  }

  @Test
  void unitsNeedAColumnOfNumbersThatAreWrittenAsTheyStand() {
    for (List<String> units : List.of(List.of("housing=rooms"), List.of("yearly_income"))) {
      assertThrows(
          GovernanceException.class,
          () -> fit(TRAINING, Map.of("numbers", "VALUE", "units", units)));
    }
    String message =
        assertThrows(
                GovernanceException.class,
                () -> fit(TRAINING, Map.of("units", List.of("yearly_income=euro"))))
            .getMessage();
    assertTrue(message.contains("Set numbers to VALUE"), message);
    assertThrows(GovernanceException.class, () -> fit(TRAINING, Map.of("shuffledCopies", 21)));
  }

  @Test
  void aTextAloneStaysAsItIs() {
    Schema schema =
        new Schema(
            List.of(
                new Column("text", ValueType.STRING, Role.TEXT),
                new Column("y", ValueType.STRING, Role.LABEL)));
    Dataset data = Dataset.of(schema, List.of(List.of("a"), List.of("0")));
    assertEquals(data, fit(data, Map.of()).apply(data, Split.TRAIN).data());
  }

  @Test
  void refusesDataWithoutReadableColumnsAndBadSettings() {
    Schema schema = new Schema(List.of(new Column("y", ValueType.STRING, Role.LABEL)));
    Dataset none = Dataset.of(schema, List.of(List.of("0")));
    assertTrue(
        assertThrows(GovernanceException.class, () -> fit(none, Map.of()))
            .getMessage()
            .contains("no column that the model may read"));
    assertThrows(GovernanceException.class, () -> fit(TRAINING, Map.of("bins", 1)));
    assertThrows(GovernanceException.class, () -> fit(TRAINING, Map.of("column", "sex")));
  }
}
