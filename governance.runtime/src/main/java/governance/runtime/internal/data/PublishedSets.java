package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.vault.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the data sets that a run leaves in its evidence, one JSON object a row. What identifies a
 * person is never published; protected attributes are published only where the spec lets the model
 * read them.
 */
public final class PublishedSets {
  private static final Set<Role> NEVER = EnumSet.of(Role.DIRECT_IDENTIFIER, Role.IGNORED);

  private final boolean withhold;
  private final Rows sealing;

  /**
   * Makes a writer.
   *
   * @param withhold as in the run spec
   * @param sealing what seals rows
   */
  public PublishedSets(boolean withhold, Rows sealing) {
    this.withhold = withhold;
    this.sealing = sealing;
  }

  /** Returns the names of the columns that are left out. */
  public List<String> leftOut(Dataset data) {
    return data.schema().columns().stream().filter(c -> !published(c)).map(Column::name).toList();
  }

  private boolean published(Column column) {
    return !NEVER.contains(column.role()) && !(withhold && column.role() == Role.PROTECTED);
  }

  /**
   * Writes all splits as they were before any transform (D_pub).
   *
   * @param name the file's name in the run's folder
   */
  public void original(OutputStream to, String name, PreparedData data) throws IOException {
    Writer out = writer(to);
    int line = 0;
    for (Map.Entry<Split, Dataset> entry : data.original().entrySet()) {
      line = write(out, name, line, entry.getKey(), entry.getValue());
    }
    out.flush();
  }

  /**
   * Writes the training rows as the model was trained on them (D_bias).
   *
   * @param name the file's name in the run's folder
   */
  public void transformed(OutputStream to, String name, PreparedData data) throws IOException {
    Writer out = writer(to);
    write(out, name, 0, Split.TRAIN, data.split(Split.TRAIN).data());
    out.flush();
  }

  private static Writer writer(OutputStream to) {
    return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
  }

  private int write(Writer out, String name, int first, Split split, Dataset data)
      throws IOException {
    List<Column> columns = new ArrayList<>(data.schema().columns());
    columns.removeIf(c -> !published(c));
    List<String> hidden = columns.stream().map(Column::name).filter(sealing::seals).toList();
    List<String> subjects = sealing.subjects(data);
    for (int row = 0; row < data.size(); row++) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("split", split.name());
      for (Column column : columns) {
        object.put(column.name(), data.values(column.name()).get(row));
      }
      String place = name + "#" + (first + row);
      out.write(Json.canonical(sealing.seal(object, hidden, subjects.get(row), place)));
      out.write('\n');
    }
    return first + data.size();
  }
}
