package governance.runtime.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Files of one JSON object a line that a process may have been killed while writing. */
final class JsonLines {
  private JsonLines() {}

  /** Returns the lines that end with a newline. */
  static List<String> whole(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = StoredFiles.raw(file)) {
      bytes = in.readAllBytes();
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }
}
