package governance.runtime.internal.access;

import com.google.gson.JsonParseException;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The log of accesses: a chained file, and beside it how long it is. The two are written one after
 * the other, so the second may be behind after a crash and never ahead: a log that is shorter was
 * cut.
 */
final class AccessLog {
  static final String NAME = "log.jsonl";
  static final String HEAD = "head.json";

  private static final String POLICY = "policy";

  private final Path folder;
  private final Clock clock;

  AccessLog(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Path file() {
    return folder.resolve(NAME);
  }

  boolean begun() {
    return Files.exists(file()) || Files.exists(folder.resolve(HEAD));
  }

  /** Begins the log where there is none, readable for its owner only. */
  void begin() throws IOException {
    if (!Files.exists(file())) {
      OwnersOnly.create(file());
    }
  }

  /**
   * Adds an entry, and before it what was found changed since the last one.
   *
   * @param data what happened; the digest of the policy is added
   * @throws governance.api.GovernanceException if it cannot be written
   */
  Head add(String type, Map<String, Object> data, Optional<Policy> policy, User user) {
    return add(type, data, user, () -> policy);
  }

  /** What is done while nobody else adds to the log. */
  @FunctionalInterface
  interface Change {
    /** Returns the policy that holds from now on. */
    Optional<Policy> made() throws IOException;
  }

  /**
   * Makes a change and adds an entry on it, both while nobody else does: of two at once the later
   * one sees what the earlier one did.
   */
  Head add(String type, Map<String, Object> data, User user, Change change) {
    try {
      begin(); // where somebody took it away too
    } catch (IOException e) {
      throw Storage.problem(file(), e);
    }
    try (ChainedFile file = ChainedFile.hold(file(), clock)) {
      Optional<Policy> policy = change.made();
      noteCut(file);
      policy.ifPresent(p -> notePolicy(file, p, user));
      Map<String, Object> all = new LinkedHashMap<>(data);
      all.values().removeIf(Objects::isNull);
      all.put(POLICY, policy.map(Policy::sha256).orElse(null));
      Head head = file.append(type, all);
      write(head);
      return head;
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
  }

  /** Returns the data that a run was started with; empty where the log does not know the run. */
  Optional<Data> dataOf(String run) throws IOException {
    String named = "\"run\":" + Json.canonical(run);
    for (String line : ChainedFile.lines(file())) {
      if (line.contains(named)
          && JsonReader.object(line).get("data") instanceof Map<?, ?> data
          && "run".equals(data.get("operation"))
          && run.equals(data.get("run"))
          && Boolean.TRUE.equals(data.get("allowed"))) {
        return Optional.of(Data.logged(data));
      }
    }
    return Optional.empty();
  }

  private void noteCut(ChainedFile file) {
    Head now = file.head();
    Optional<Head> before = head();
    boolean cut =
        before
            .filter(h -> h.size() > now.size() || h.size() == now.size() && !h.equals(now))
            .isPresent();
    if (cut) {
      Map<String, Object> tree = tree(before.get());
      tree.put(POLICY, digest(file));
      file.append("truncated", tree);
    }
  }

  private static void notePolicy(ChainedFile file, Policy policy, User user) {
    if (!policy.sha256().equals(digest(file))) {
      file.append(
          POLICY,
          Tree.of(
              "user",
              user.name(),
              "source",
              user.source(),
              "before",
              digest(file),
              "document",
              policy.tree(),
              POLICY,
              policy.sha256()));
    }
  }

  /** Returns the digest of the policy that held when the last entry was made. */
  private static Object digest(ChainedFile file) {
    return file.newest().get("data") instanceof Map<?, ?> data ? data.get(POLICY) : null;
  }

  /** Returns how long the log was when this was written last; empty where nobody knows. */
  Optional<Head> head() {
    try {
      Map<String, Object> tree = JsonReader.object(Files.readString(folder.resolve(HEAD)));
      return tree.get("size") instanceof Long size && tree.get("hash") instanceof String hash
          ? Optional.of(new Head(size, hash))
          : Optional.empty();
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  static Map<String, Object> tree(Head head) {
    return Tree.of("size", head.size(), "hash", head.hash());
  }

  private void write(Head head) throws IOException {
    Path fresh = folder.resolve("." + HEAD + ".new");
    Files.deleteIfExists(fresh);
    OwnersOnly.create(fresh);
    Files.writeString(fresh, Json.pretty(tree(head)), StandardCharsets.UTF_8);
    Files.move(
        fresh,
        folder.resolve(HEAD),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
