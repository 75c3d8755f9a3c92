package governance.testkit;

import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisSetup;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows for an analysis to look at.
 *
 * @param name what is special about them
 * @param data the rows
 * @param task what is to be predicted
 * @param label the column of classes; empty for none
 * @param classes the classes of the label
 * @param favourable index of the class that is good for a person, or -1
 * @param settings the analysis's settings
 */
public record InspectedCase(
    String name,
    Dataset data,
    Task task,
    Optional<String> label,
    List<String> classes,
    int favourable,
    Settings settings)
    implements AnalysisSetup {
  private static final String ID = "id";
  private static final String SEX = "sex";
  private static final String LABEL = "default";

  @Override
  public long seed() {
    return 7;
  }

  /**
   * Returns 240 rows of an application form: a text, two protected attributes with some values
   * missing, a numeric and two categorical columns, and a label that differs by group.
   */
  public static InspectedCase regular() {
    List<List<Object>> columns = new ArrayList<>();
    for (int c = 0; c < 8; c++) {
      columns.add(new ArrayList<>());
    }
    for (int i = 0; i < 240; i++) {
      boolean female = i % 5 < 2;
      Object[] row = {
        "r" + i,
        (female ? "she" : "he")
            + " asks for a "
            + (i % 3 == 0 ? "car" : "house")
            + " loan "
            + i % 7,
        i % 40 == 39 ? null : female ? "f" : "m",
        i % 4 == 0 ? "age<25" : "age>=25",
        i % 9 == 0 && female ? Double.NaN : 20.0 + i % 23 + (female ? 0 : 9),
        i % 12 == 0 ? null : i % 2 == 0 ? "rent" : "own",
        i % 5 == 0 ? "north" : "south",
        (i * 7) % 10 < (female ? 3 : 6) ? "no" : "yes"
      };
      for (int c = 0; c < row.length; c++) {
        columns.get(c).add(row[c]);
      }
    }
    Dataset data =
        Dataset.of(
            new Schema(
                List.of(
                    new Column(ID, ValueType.STRING, Role.ID),
                    new Column("words", ValueType.STRING, Role.TEXT),
                    new Column(SEX, ValueType.STRING, Role.PROTECTED),
                    new Column("age>=25", ValueType.STRING, Role.PROTECTED),
                    new Column("income", ValueType.NUMBER, Role.FEATURE),
                    new Column("housing", ValueType.STRING, Role.FEATURE),
                    new Column("region", ValueType.STRING, Role.FEATURE),
                    new Column(LABEL, ValueType.STRING, Role.LABEL))),
            columns);
    return new InspectedCase(
        "regular",
        data,
        Task.SEQUENCE_CLASSIFICATION,
        Optional.of(LABEL),
        List.of("no", "yes"),
        0,
        Settings.EMPTY);
  }

  /** Returns the same rows with these settings. */
  public InspectedCase with(Map<String, ?> values) {
    Settings given = Settings.of("the analysis under test", values);
    return new InspectedCase(name, data, task, label, classes, favourable, given);
  }

  /** Returns other rows with the same settings. */
  public InspectedCase with(String called, Dataset other) {
    return new InspectedCase(called, other, task, label, classes, favourable, settings);
  }

  /** Returns the rows at these positions. */
  public InspectedCase select(String called, int... rows) {
    return with(called, data.select(rows));
  }

  /** Returns the same rows without a favourable class. */
  public InspectedCase withoutFavourable() {
    String called = "no favourable class";
    return new InspectedCase(called, data, task, label, classes, -1, settings);
  }

  /** Returns the same rows without a label. */
  public InspectedCase withoutLabel() {
    String column = label.orElseThrow();
    Column unused = new Column(column, ValueType.STRING, Role.IGNORED);
    Dataset other = data.with(unused, data.values(column));
    return new InspectedCase("no label", other, task, Optional.empty(), List.of(), -1, settings);
  }

  /** Returns the same rows, all of the first class. */
  public InspectedCase withOneClass() {
    String column = label.orElseThrow();
    Dataset other = constant(column, classes.get(0));
    return new InspectedCase(
        "one class", other, task, label, classes.subList(0, 1), Math.min(0, favourable), settings);
  }

  /** Returns the same rows with one value in a column, null for a missing one. */
  public InspectedCase withConstant(String called, String column, Object value) {
    return with(called, constant(column, value));
  }

  private Dataset constant(String column, Object value) {
    Column declared = data.schema().columns().get(data.schema().indexOf(column));
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      values.add(value);
    }
    return data.with(declared, values);
  }

  /** Returns the same rows without protected attributes. */
  public InspectedCase withoutProtected() {
    Dataset other = data;
    for (Column column : data.schema().with(Role.PROTECTED)) {
      other = other.with(column.as(Role.IGNORED), other.values(column.name()));
    }
    return with("no protected attribute", other);
  }
}
