package plugins.privacy.internal.personaldata;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Replaces personal data in the chosen columns, and counts what it replaced by class. */
final class FittedRedaction implements FittedTransform {
  private final Scanner scanner;
  private final Rules rules;
  private final List<ColumnChoice> columns;
  private final String subject;
  private final int year;
  private final Optional<NameModel> model;
  private final String modelState;

  FittedRedaction(
      Scanner scanner,
      Rules rules,
      List<ColumnChoice> columns,
      Redaction.Config config,
      Optional<NameModel> model) {
    this.scanner = scanner;
    this.rules = rules;
    this.model = model;
    this.modelState = model.map(NameModel::state).orElse("");
    this.columns = List.copyOf(columns);
    this.subject = config.subject();
    this.year = config.year();
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    return model.isPresent()
        ? model.get().ask(tagger -> apply(data, tagger))
        : apply(data, (NameTagger) null);
  }

  private TransformResult apply(Dataset data, NameTagger tagger) {
    List<Detector> detectors = tagger == null ? List.of(scanner) : List.of(scanner, tagger);
    Redactor redactor = new Redactor(detectors, rules);
    List<Change> changes = new ArrayList<>();
    Dataset result = data;
    for (ColumnChoice choice : columns) {
      Map<DataClass, Long> counts = new EnumMap<>(DataClass.class);
      List<Object> values = new ArrayList<>(data.size());
      boolean changed = false;
      List<?> before = data.values(choice.name());
      if (tagger != null && choice.whole().isEmpty()) {
        tagger.readValues(before);
      }
      for (int row = 0; row < data.size(); row++) {
        Object old = before.get(row);
        Object fresh =
            value(redactor, choice, old, subject(data, row), t -> counts.merge(t, 1L, Long::sum));
        changed |= !old(old, fresh);
        values.add(fresh);
      }
      if (changed) {
        Column column = data.schema().columns().get(data.schema().indexOf(choice.name()));
        result = result.with(column, values);
        counts.forEach(
            (type, count) ->
                changes.add(new Change(ChangeType.ALTERED, what(type, choice.name()), count)));
      }
    }
    return new TransformResult(result, changes);
  }

  private static boolean old(Object before, Object after) {
    return before == null ? after == null : before.equals(after);
  }

  private String what(DataClass type, String column) {
    String action = rules.action(type).name().toLowerCase(Locale.ROOT);
    return type + " in column " + column + ", " + action;
  }

  /** Subjects are read before anything is replaced. */
  private String subject(Dataset data, int row) {
    return subject.isEmpty() ? "" : String.valueOf(data.values(subject).get(row));
  }

  private Object value(
      Redactor redactor, ColumnChoice choice, Object value, String person, Redactor.Count count) {
    if (value instanceof Double number) {
      return number(choice.whole().orElseThrow(), number, count);
    }
    if (value instanceof List<?> list) {
      return redactor.words(list.stream().map(String.class::cast).toList(), person, count);
    }
    if (value == null) {
      return null;
    }
    return choice.whole().isPresent()
        ? redactor.whole(choice.whole().get(), (String) value, person, count)
        : redactor.text((String) value, person, count);
  }

  /** A number can hold no tag: ages over 89 become 90, other personal data is missing. */
  private Double number(DataClass type, double value, Redactor.Count count) {
    Action action = rules.action(type);
    boolean age = type == DataClass.AGE;
    if (action == Action.KEEP || Double.isNaN(value) || age && value < 90) {
      return value;
    }
    if (age && action == Action.GENERALISE && value == 90) {
      return value;
    }
    count.add(type);
    return age && action == Action.GENERALISE ? 90.0 : Double.NaN;
  }

  /** What a key does shows that it is the same, and not what it is. */
  @Override
  public String state() {
    String key = rules.secret() == null ? "none" : rules.secret().pseudonym("state", "key");
    return "columns "
        + columns
        + "\nsubject "
        + subject
        + "\nactions "
        + rules.actions()
        + "\ndays "
        + rules.days()
        + " day first "
        + rules.dayFirst()
        + "\nkey check "
        + key
        + "\nyear "
        + year
        + (modelState.isEmpty() ? "" : "\nmodel " + modelState);
  }
}
