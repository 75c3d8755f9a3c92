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
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
