package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads tables in the folder of public data sets; a test is skipped where there is none. */
public final class RealData {
  private RealData() {}

  /** Returns a file, or skips the test. */
  public static Path file(String name) {
    String folder = System.getenv("GOVERNANCE_DATA");
    assumeTrue(folder != null, "GOVERNANCE_DATA is not set: " + name + " is not read");
    Path file = Path.of(folder).resolve(name);
    assumeTrue(Files.isReadable(file), file + " is not there");
    return file;
  }

  /** Returns the rows by the names of their columns, or skips the test. */
  public static List<Map<String, String>> table(String name, char separator) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    Path file = file(name);
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> header = fields(reader.readLine(), separator);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> values = fields(line, separator);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
          row.put(header.get(i), values.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> fields(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"' && separator == ',') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
