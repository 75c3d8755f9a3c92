package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All rows of a file, changed by one transform that is fitted on them.
 *
 * @param before the rows as they were read
 * @param after the rows as they are published
 * @param figures what the transform tells of them
 */
public record Anonymisation(Dataset before, Dataset after, Map<String, Double> figures) {
  /**
   * Reads rows, each of which must be readable.
   *
   * @param typed columns whose numbers count as such; all others are copied as they are written
   * @param dropped columns that are left out
   */
  public static Dataset read(
      RunSpec spec, DataPlan plan, DataSource source, Set<String> typed, Set<String> dropped) {
    RawRows raw = SplitRows.raw(spec, plan, source);
    if (!raw.rejected().isEmpty()) {
      RawRows.Rejected first = raw.rejected().get(0);
      throw GovernanceException.data(
          first.file() + " line " + first.line(),
          first.reason() + "; " + raw.rejected().size() + " of " + raw.read() + " rows are wrong",
          "rows that can all be read",
          "Mend them: none is left out silently");
    }
    for (String name : dropped) {
      if (raw.schema().indexOf(name) < 0) {
        throw GovernanceException.spec(
            "the columns to leave out",
            "there is no column \"" + name + "\"",
            "columns among " + raw.schema().names(),
            "Correct the name: what it meant would be published");
      }
    }
    Dataset numbers = Typing.typed(raw.schema(), raw.columns());
    List<Column> columns = new ArrayList<>();
    List<List<?>> values = new ArrayList<>();
    for (int i = 0; i < raw.columns().size(); i++) {
      Column column = numbers.schema().columns().get(i);
      List<Object> given = raw.columns().get(i);
      if (!dropped.contains(column.name())) {
        boolean number =
            typed.contains(column.name()) && column.type() == ValueType.NUMBER && !padded(given);
        boolean plain = number || column.type() == ValueType.WORDS;
        ValueType type = plain ? column.type() : ValueType.STRING;
        columns.add(new Column(column.name(), type, Role.FEATURE));
        values.add(plain ? numbers.values(column.name()) : texts(given));
      }
    }
    return Dataset.of(new Schema(columns), values);
  }

  /** Codes such as 02139 are no numbers, though they read as such. */
  private static boolean padded(List<Object> given) {
    return given.stream().anyMatch(v -> v instanceof String s && s.strip().matches("0\\d+"));
  }

  private static List<String> texts(List<Object> given) {
    List<String> texts = new ArrayList<>(given.size());
    given.forEach(value -> texts.add(Typing.text(value)));
    return texts;
  }

  /** Fits a transform on rows and applies it to them. */
  public static Anonymisation of(
      Dataset rows,
      ContributionInfo info,
      DatasetTransform transform,
      Settings settings,
      long seed,
      Optional<Path> folder) {
    Setup setup = new Setup(rows, settings, seed, folder);
    FittedTransform fitted = Border.call(info, () -> transform.fit(setup));
    TransformResult result = Border.call(info, () -> fitted.apply(rows, Split.TRAIN));
    return new Anonymisation(rows, result.data(), Border.call(info, fitted::figures));
  }

  private record Setup(Dataset training, Settings settings, long seed, Optional<Path> dataDirectory)
      implements TransformSetup {}
}
