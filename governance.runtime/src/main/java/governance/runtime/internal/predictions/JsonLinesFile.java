package governance.runtime.internal.predictions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import governance.api.GovernanceException;
import governance.runtime.internal.spec.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads one JSON object a line; the keys of the first are the columns. */
final class JsonLinesFile {
  private JsonLinesFile() {}

  /** Reads all rows and returns how many there were. */
  static long read(String file, Reader text, ColumnSinks wanted) throws IOException {
    BufferedReader lines = new BufferedReader(text, 1 << 16);
    List<String> header = null;
    FieldSink[][] sinks = null;
    long rows = 0;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        JsonObject row = object(file, number, line);
        if (header == null) {
          header = new ArrayList<>(row.keySet());
          sinks = wanted.of(header);
        }
        add(file, row, header, sinks, number);
        rows++;
      }
    }
    return rows;
  }

  private static JsonObject object(String file, long number, String line) {
    try {
      if (JsonText.parse(line) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw wrong(file, number, "is no JSON: " + e.getMessage());
    }
    throw wrong(file, number, "is no object");
  }

  private static GovernanceException wrong(String file, long number, String got) {
    return GovernanceException.data(
        file + " line " + number, got, "one JSON object a line", "Mend the line");
  }

  private static void add(
      String file, JsonObject row, List<String> header, FieldSink[][] sinks, long number) {
    for (int i = 0; i < sinks.length; i++) {
      if (sinks[i] != null) {
        JsonElement value = row.get(header.get(i));
        if (value != null && !value.isJsonNull() && !value.isJsonPrimitive()) {
          throw wrong(file, number, "has a list or an object in " + header.get(i));
        }
        String text = value == null || value.isJsonNull() ? "" : value.getAsString();
        for (FieldSink sink : sinks[i]) {
          sink.add(text.toCharArray(), 0, text.length(), number);
        }
      }
    }
  }
}
