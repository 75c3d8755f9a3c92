package governance.runtime.internal.access;

import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the log is as it was written: its chain, the length noted beside it, what runs saw of it.
 */
final class LogCheck {
  private final AccessLog log;

  LogCheck(AccessLog log) {
    this.log = log;
  }

  List<String> faults(List<Path> runs) {
    try {
      List<String> lines = ChainedFile.lines(log.file());
      List<String> faults = new ArrayList<>();
      EventChain.check(lines).forEach(fault -> faults.add(AccessLog.NAME + " " + fault));
      if (!faults.isEmpty()) {
        return faults;
      }
      log.head()
          .filter(h -> !holds(lines, h))
          .ifPresent(h -> faults.add(missing(h, AccessLog.HEAD)));
      for (String line : lines) {
        if (line.contains("\"type\":\"truncated\"")) {
          Map<String, Object> entry = JsonReader.object(line);
          faults.add(AccessLog.NAME + " was found cut at " + entry.get("time"));
        }
      }
      for (Path run : runs) {
        run(lines, run, faults);
      }
      return faults;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> lines, Path run, List<String> faults) throws IOException {
    Path events = run.resolve("events.jsonl");
    if (!Files.isRegularFile(events)) {
      return;
    }
    for (Map<String, Object> event : EventLog.stored(events)) {
      if ("access".equals(event.get("type"))
          && event.get("data") instanceof Map<?, ?> data
          && data.get("log") instanceof Map<?, ?> seen
          && seen.get("size") instanceof Long size) {
        Head head = new Head(size, String.valueOf(seen.get("hash")));
        if (!holds(lines, head)) {
          faults.add(missing(head, "run " + run.getFileName()));
        }
      }
    }
  }

  private static String missing(Head head, String who) {
    return AccessLog.NAME
        + " has not entry "
        + head.size()
        + " that "
        + who
        + " names: it was cut or replaced";
  }

  private static boolean holds(List<String> lines, Head head) {
    if (head.size() > lines.size()) {
      return false;
    }
    return head.size() == 0
        || lines.get((int) head.size() - 1).endsWith("\"hash\":\"" + head.hash() + "\"}");
  }
}
