package governance.runtime.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether a run's folder is as the run left it: its event log, its seal, its files. */
public final class EvidenceCheck {
  private static final String EVENTS = "events.jsonl";
  private static final String MANIFEST = "manifest.json";

  private final Path folder;
  private final List<String> lines;

  /**
   * Reads the log.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public EvidenceCheck(Path folder) {
    this.folder = folder;
    Path log = folder.resolve(EVENTS);
    try {
      String text = Files.exists(log) ? StoredFiles.text(log) : "";
      List<String> all = new ArrayList<>(text.lines().toList());
      if (!text.isEmpty() && !text.endsWith("\n")) {
        all.set(all.size() - 1, all.get(all.size() - 1) + " (cut off)");
      }
      lines = all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many events the log has. */
  public int events() {
    return lines.size();
  }

  /** Returns the hash of the last event; empty where there is none. */
  public String head() {
    return lines.isEmpty()
        ? ""
        : String.valueOf(JsonReader.object(lines.get(lines.size() - 1)).get("hash"));
  }

  /** Returns what is wrong with the event log; empty when it is whole. */
  public List<String> log() {
    if (lines.isEmpty()) {
      return List.of(EVENTS + " is missing or empty");
    }
    List<String> wrong = EventChain.check(lines);
    if (!wrong.isEmpty()) {
      return wrong.stream().map(w -> EVENTS + " " + w).toList();
    }
    Object stated = status().get("eventsHead");
    Object last = JsonReader.object(lines.get(lines.size() - 1)).get("hash");
    return stated == null || stated.equals(last)
        ? List.of()
        : List.of(EVENTS + " does not end with the event that " + RunStatusFile.NAME + " names");
  }

  private Map<String, Object> status() {
    return JsonReader.file(folder.resolve(RunStatusFile.NAME));
  }

  /** Returns the digest of the manifest that the run was sealed with last, if it was. */
  private Optional<String> sealed() {
    return sealed("manifestSha256");
  }

  private Optional<String> sealed(String member) {
    String value = null;
    for (String line : lines) {
      if (line.contains("\"type\":\"sealed\"")) {
        Map<?, ?> data = (Map<?, ?>) JsonReader.object(line).get("data");
        value = String.valueOf(data.get(member));
      }
    }
    return Optional.ofNullable(value);
  }

  /** Returns the verdict of the gates that the run was sealed with; empty if it was not. */
  public String verdict() {
    return sealed("verdict").orElse("");
  }

  /** Returns what is wrong with log, seal or files, the first of these that is not as it was. */
  public List<String> faults() {
    for (List<String> wrong : List.of(log(), seal(), altered())) {
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return List.of();
  }

  /** Returns whether the log says that the run was sealed. */
  public boolean sealedOnce() {
    return sealed().isPresent();
  }

  /** Returns what is wrong with the seal; empty when the manifest is the one that was sealed. */
  public List<String> seal() {
    Optional<String> sealed = log().isEmpty() ? sealed() : Optional.empty();
    if (sealed.isEmpty()) {
      return List.of(
          "the run was not sealed, or its log does not hold: nothing vouches for its files");
    }
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      return List.of(MANIFEST + " is missing");
    }
    return sealed.get().equals(Digests.of(manifest))
        ? List.of()
        : List.of(MANIFEST + " is not the one that was sealed");
  }

  /** Returns how many files the manifest names. */
  public int files() {
    return manifest().size();
  }

  private Map<String, Object> manifest() {
    Path manifest = folder.resolve(MANIFEST);
    return Files.isRegularFile(manifest) ? JsonReader.file(manifest) : Map.of();
  }

  /** Returns each file that is not as the manifest says, and each that it does not name. */
  public List<String> altered() {
    List<String> wrong = new ArrayList<>();
    Map<String, Object> manifest = manifest();
    manifest.forEach(
        (name, entry) -> {
          Path file = folder.resolve(name);
          Object stated = ((Map<?, ?>) entry).get("sha256");
          if (!Files.isRegularFile(file)) {
            wrong.add(name + " is missing");
          } else if (!Objects.equals(stated, Digests.of(file))) {
            wrong.add(name + " was altered");
          }
        });
    for (String name : present()) {
      if (!manifest.containsKey(name)) {
        wrong.add(name + " was added");
      }
    }
    return wrong;
  }

  private TreeSet<String> present() {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !RunFolder.changing(name))
          .forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
