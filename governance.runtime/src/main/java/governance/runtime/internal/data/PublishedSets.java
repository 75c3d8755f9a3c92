package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.runtime.internal.store.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Makes a writer; {@code withhold} as in the run spec. */
  public PublishedSets(boolean withhold) {
    this.withhold = withhold;
  }

  /** Returns the names of the columns that are left out. */
  public List<String> leftOut(Dataset data) {
    return data.schema().columns().stream().filter(c -> !published(c)).map(Column::name).toList();
  }

  private boolean published(Column column) {
    return !NEVER.contains(column.role()) && !(withhold && column.role() == Role.PROTECTED);
  }

  /** Writes all splits as they were before any transform (D_pub). */
  public void original(Path file, PreparedData data) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Map.Entry<Split, Dataset> entry : data.original().entrySet()) {
        write(out, entry.getKey(), entry.getValue());
      }
    }
  }

  /** Writes the training rows as the model was trained on them (D_bias). */
  public void transformed(Path file, PreparedData data) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(out, Split.TRAIN, data.split(Split.TRAIN).data());
    }
  }

  private void write(BufferedWriter out, Split split, Dataset data) throws IOException {
    List<Column> columns = new ArrayList<>(data.schema().columns());
    columns.removeIf(c -> !published(c));
    for (int row = 0; row < data.size(); row++) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("split", split.name());
      for (Column column : columns) {
        object.put(column.name(), data.values(column.name()).get(row));
      }
      out.write(Json.canonical(object));
      out.write('\n');
    }
  }
}
