package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The digest of a data set's content: SHA-256 over lines of canonical JSON (RFC 8785), the first an
 * array of [name, type, role] for each column, then an array of values for each row; a missing
 * value is null.
 */
final class RowDigest {
  private RowDigest() {}

  static String of(Dataset data) {
    MessageDigest digest = Digests.sha256();
    List<List<String>> header = new ArrayList<>();
    List<List<?>> columns = new ArrayList<>();
    for (Column c : data.schema().columns()) {
      header.add(List.of(c.name(), c.type().name(), c.role().name()));
      columns.add(data.values(c.name()));
    }
    line(digest, header);
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      row.clear();
      for (List<?> column : columns) {
        row.add(column.get(i));
      }
      line(digest, row);
    }
    return Digests.hex(digest.digest());
  }

  private static void line(MessageDigest digest, Object tree) {
    digest.update(Json.canonical(tree).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
