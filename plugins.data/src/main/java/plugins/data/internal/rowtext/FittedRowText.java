package plugins.data.internal.rowtext;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the learnt fields, then the texts, of each row into one column. */
final class FittedRowText implements FittedTransform {
  private final List<Field> fields;
  private final List<String> texts;
  private final String column;
  private final String missing;

  FittedRowText(List<Field> fields, List<String> texts, String column, String missing) {
    this.fields = fields;
    this.texts = texts;
    this.column = column;
    this.missing = missing;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    List<String> written = new ArrayList<>(data.size());
    for (int row = 0; row < data.size(); row++) {
      written.add(text(data, row));
    }
    Dataset result = data;
    for (String text : texts) {
      Column read = data.schema().columns().get(data.schema().indexOf(text));
      result = result.with(read.as(Role.IGNORED), data.values(text));
    }
    result = result.with(new Column(column, ValueType.STRING, Role.TEXT), written);
    return new TransformResult(
        result, List.of(new Change(ChangeType.ADDED, "column " + column, data.size())));
  }

  private String text(Dataset data, int row) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      Object value = data.values(field.column()).get(row);
      parts.add(field.label() + " " + field.text(value, missing));
    }
    for (String text : texts) {
      String value = data.string(text, row);
      parts.add(value == null ? missing : value);
    }
    return String.join(", ", parts);
  }

  @Override
  public String state() {
    String learnt = fields.stream().map(Field::state).collect(Collectors.joining("\n"));
    return learnt + "\ntexts " + texts + "\nmissing " + missing;
  }
}
