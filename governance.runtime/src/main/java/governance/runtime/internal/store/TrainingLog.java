package governance.runtime.internal.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One line of JSON for each training step. Written through a buffer that is emptied at each
 * checkpoint, so that after an interruption the log reaches at least as far as the checkpoint;
 * {@link #open} cuts off what lies behind it.
 */
public final class TrainingLog implements AutoCloseable {
  private final BufferedWriter out;

  private TrainingLog(BufferedWriter out) {
    this.out = out;
  }

  /** Opens the log for the steps from the given one on; lines of later steps are taken away. */
  public static TrainingLog open(Path file, long step) throws IOException {
    if (Files.exists(file)) {
      List<String> kept = new ArrayList<>();
      try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
        lines.limit(step).forEach(kept::add);
      }
      if (kept.size() < step) {
        throw new IOException(file + " has " + kept.size() + " steps, the checkpoint " + step);
      }
      Storage.replace(file, p -> Files.write(p, kept, StandardCharsets.UTF_8));
    }
    return new TrainingLog(
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Adds one step. */
  public void add(Map<String, ?> step) throws IOException {
    out.write(Json.canonical(step));
    out.write('\n');
  }

  /** Hands everything to the file system. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Reads steps back, evenly thinned to at most the given number; the first and the last step are
   * always among them. A last line that was cut off while it was written is left out.
   *
   * @param most how many to keep, at least 2
   */
  public static List<Map<String, Object>> read(Path file, int most) throws IOException {
    List<String> lines = JsonLines.whole(file);
    int stride = Math.max(1, (int) Math.ceil((lines.size() - 1) / (double) (most - 1)));
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i % stride == 0 || i == lines.size() - 1) {
        steps.add(JsonReader.object(lines.get(i)));
      }
    }
    return steps;
  }
}
