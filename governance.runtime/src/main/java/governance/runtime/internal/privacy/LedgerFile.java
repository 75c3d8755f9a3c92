package governance.runtime.internal.privacy;

import governance.api.GovernanceException;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The file of the ledger, held by one at a time, and beside it how far it goes: a chain alone does
 * not tell when its end is cut off. The two are written one after the other, so that after a crash
 * the second may be behind, and never ahead.
 */
final class LedgerFile implements AutoCloseable {
  private final Path path;
  private final ChainedFile file;

  private LedgerFile(Path path, ChainedFile file) {
    this.path = path;
    this.file = file;
  }

  /** Holds the file, which is made if it is not there. */
  static LedgerFile hold(Path path, Clock clock) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
    return new LedgerFile(path, ChainedFile.hold(path, clock));
  }

  /** Returns whether there is, or was, such a file. */
  static boolean begun(Path path) {
    return Files.exists(path) || Files.exists(head(path));
  }

  private static Path head(Path path) {
    return path.resolveSibling("." + path.getFileName() + ".head");
  }

  /**
   * Returns all entries.
   *
   * @throws GovernanceException if one was changed, taken out or put in, or the end is missing
   */
  List<Map<String, Object>> entries() {
    List<Map<String, Object>> entries = file.entries();
    if (Files.exists(head(path))) {
      Map<String, Object> known = JsonReader.file(head(path));
      long size = ((Number) known.get("size")).longValue();
      if (entries.size() < size) {
        throw altered("has " + entries.size() + " entries and had " + size);
      }
      if (size > 0 && !known.get("hash").equals(entries.get((int) size - 1).get("hash"))) {
        throw altered("entry " + (size - 1) + " is not the one that was written");
      }
    } else if (entries.size() > 1) {
      // a process that was killed leaves one entry at most without it
      throw altered("how far it goes is not known any more");
    }
    return entries;
  }

  Head append(String type, Map<String, Object> data) {
    Head head = file.append(type, data);
    String written = Json.pretty(Tree.of("size", head.size(), "hash", head.hash()));
    Storage.replaceText(head(path), written);
    return head;
  }

  private GovernanceException altered(String what) {
    return GovernanceException.data(
        path.toString(),
        "was altered: " + what,
        "the ledger as it was written",
        "Restore it and "
            + head(path).getFileName()
            + " from a copy; what was spent is not known without them");
  }

  @Override
  public void close() {
    file.close();
  }
}
