package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.engine.Tokenizer;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes of further rows what a run made of its own: the same types, groups, texts and pieces. */
public final class FurtherRows {
  /** What the model reads, by itself or through transforms. */
  private static final Set<Role> READ = EnumSet.of(Role.FEATURE, Role.TEXT, Role.TOKENS);

  private static final int SHOWN = 5;

  private final RunSpec spec;
  private final Schema schema;
  private final Schema grouped;
  private final Classes classes;
  private final List<Transforming.Refitted> transforms;

  /**
   * Keeps what was learnt.
   *
   * @param schema the columns of the run's data with their types
   * @param grouped the same with the groups of protected attributes
   */
  FurtherRows(
      RunSpec spec,
      Schema schema,
      Schema grouped,
      Classes classes,
      List<Transforming.Refitted> transforms) {
    this.grouped = grouped;
    this.spec = spec;
    this.schema = schema;
    this.classes = classes;
    this.transforms = transforms;
  }

  /** Returns the classes of the run. */
  public Classes classes() {
    return classes;
  }

  /**
   * Further rows as the model reads them.
   *
   * @param rows the rows
   * @param names what tells each apart: its id where the data has one, else its number from 0
   * @param columns the values of every column of the data as texts, null where missing
   */
  public record Encoded(ModelRows rows, List<String> names, Map<String, List<String>> columns) {}

  /**
   * Reads and encodes rows. Labels are not looked at.
   *
   * @throws GovernanceException if a column that the model reads is missing, or a row cannot be
   *     used
   */
  public Encoded read(DataPlan plan, DataSource source, Tokenizer tokenizer) {
    refuseMissing(plan.schema());
    DataPlan roles =
        new DataPlan(
            plan.dataset(), plan.source(), plan.parts(), plan.directory(), roles(plan.schema()));
    long seed = spec.train().seed();
    RawRows raw = new RowReader(roles, source, List.of(), seed, 0, RowReader.HELD).read(1);
    refuseRejected(raw);
    Dataset typed = new ProtectedColumns(spec.data(), false).apply(typed(raw));
    Dataset data = typed;
    for (Transforming.Refitted transform : transforms) {
      data = transform.apply(data);
    }
    Encoding encoding = new Encoding(spec.task(), classes, tokenizer, spec.train());
    return new Encoded(encoding.unlabelled(data), names(typed), columns(raw));
  }

  private Schema roles(Schema given) {
    return new Schema(
        given.columns().stream()
            .map(
                column ->
                    declared(column.name())
                        .filter(c -> READ.contains(c.role()))
                        .map(c -> column.as(c.role()))
                        .orElseGet(() -> column.as(Role.IGNORED)))
            .toList());
  }

  private Optional<Column> declared(String name) {
    return schema.columns().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Whether the model reads a column, by itself or, if protected, as a copy. */
  private boolean read(String name) {
    return grouped.columns().stream()
        .filter(c -> READ.contains(c.role()))
        .anyMatch(c -> c.name().equals(name) || c.name().equals(name + ProtectedColumns.READ));
  }

  private void refuseMissing(Schema given) {
    List<String> missing = new ArrayList<>();
    for (Column column : schema.columns()) {
      if (read(column.name()) && given.indexOf(column.name()) < 0) {
        missing.add("\"" + column.name() + "\"");
      }
    }
    if (!missing.isEmpty()) {
      throw GovernanceException.data(
          "the rows to predict",
          (missing.size() == 1 ? "lack the column " : "lack the columns ")
              + String.join(", ", missing)
              + ", which the model reads; they have "
              + given.names(),
          "every column that the model was tuned on",
          "Add what is missing; more columns do no harm");
    }
  }

  private static void refuseRejected(RawRows raw) {
    if (!raw.rejected().isEmpty()) {
      List<String> first =
          raw.rejected().stream()
              .limit(SHOWN)
              .map(r -> "line " + r.line() + ": " + r.reason())
              .toList();
      int more = raw.rejected().size() - first.size();
      throw GovernanceException.data(
          raw.files().get(0).name(),
          raw.rejected().size()
              + " of "
              + raw.read()
              + " rows cannot be used: "
              + String.join("; ", first)
              + (more > 0 ? "; and " + more + " more" : ""),
          "rows that can all be read",
          "Mend these rows: each is to be predicted");
    }
  }

  /** Every column of the run in its type; labels, and columns that the data lacks, are missing. */
  private Dataset typed(RawRows raw) {
    List<List<?>> values = new ArrayList<>();
    for (Column column : schema.columns()) {
      int at = raw.schema().indexOf(column.name());
      boolean withheld = column.role() == Role.LABEL || column.role() == Role.TAGS;
      values.add(
          at < 0 || withheld ? absent(column, raw) : converted(column, raw, raw.columns().get(at)));
    }
    return Dataset.of(schema, values);
  }

  private List<?> absent(Column column, RawRows raw) {
    return switch (column.type()) {
      case STRING -> absentLabel(column, raw.size());
      case NUMBER -> Collections.nCopies(raw.size(), Double.NaN);
      case WORDS ->
          column.role() == Role.TAGS ? tags(raw) : Collections.nCopies(raw.size(), List.of());
    };
  }

  /** A label must be one of the classes; which one does not matter, for nobody looks. */
  private List<String> absentLabel(Column column, int rows) {
    String value = column.role() == Role.LABEL ? classes.names().get(0) : null;
    return Collections.nCopies(rows, value);
  }

  private List<List<String>> tags(RawRows raw) {
    String words = schema.first(Role.TOKENS).orElseThrow().name();
    String tag = classes.names().get(Math.max(0, classes.outside()));
    return raw.columns().get(raw.schema().indexOf(words)).stream()
        .map(value -> Collections.nCopies(((List<?>) value).size(), tag))
        .toList();
  }

  private static List<?> converted(Column column, RawRows raw, List<Object> given) {
    List<Object> values = new ArrayList<>(given.size());
    for (int row = 0; row < given.size(); row++) {
      Object value = given.get(row);
      Object converted =
          switch (column.type()) {
            case STRING -> value instanceof List<?> ? null : Typing.text(value);
            case NUMBER -> Typing.numberOrMissing(value);
            case WORDS -> value instanceof List<?> ? value : null;
          };
      boolean wrong =
          converted == null && (column.type() != ValueType.STRING || value instanceof List<?>);
      if (wrong) {
        throw GovernanceException.data(
            raw.files().get(0).name() + " line " + raw.lines().get(row),
            "column \"" + column.name() + "\" is " + value,
            column.type() == ValueType.WORDS
                ? "a list of words"
                : "what the run read: " + column.type(),
            "Correct the value");
      }
      values.add(converted);
    }
    return values;
  }

  private static List<String> names(Dataset typed) {
    return typed
        .schema()
        .first(Role.ID)
        .map(c -> typed.values(c.name()))
        .filter(ids -> ids.stream().allMatch(id -> id != null))
        .map(ids -> ids.stream().map(Object::toString).toList())
        .orElseGet(() -> IntStream.range(0, typed.size()).mapToObj(Integer::toString).toList());
  }

  private static Map<String, List<String>> columns(RawRows raw) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (int i = 0; i < raw.columns().size(); i++) {
      List<String> texts = new ArrayList<>(raw.size());
      raw.columns()
          .get(i)
          .forEach(v -> texts.add(v instanceof List<?> words ? joined(words) : Typing.text(v)));
      columns.put(raw.schema().columns().get(i).name(), texts);
    }
    return columns;
  }

  private static String joined(List<?> words) {
    return String.join(" ", words.stream().map(Object::toString).toList());
  }
}
