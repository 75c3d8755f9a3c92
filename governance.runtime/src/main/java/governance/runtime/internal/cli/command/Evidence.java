package governance.runtime.internal.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run, as far as it has been written. */
public final class Evidence {
  private static final String STATUS = "status.json";

  private final Path folder;

  public Evidence(Path folder) {
    this.folder = folder;
  }

  /**
   * Finds a run by the path of its folder, by its id below the folder of runs, or the newest as
   * {@code latest}.
   *
   * @throws GovernanceException if there is no such run
   */
  public static Evidence find(String run, Path out) {
    try {
      for (Path folder : List.of(Path.of(run), out.resolve(run))) {
        if (Files.isRegularFile(folder.resolve(STATUS))) {
          return new Evidence(folder.toAbsolutePath().normalize());
        }
      }
    } catch (InvalidPathException e) {
      throw none(run, out, List.of());
    }
    List<Path> runs = all(out);
    if (run.equals("latest") && !runs.isEmpty()) {
      return new Evidence(runs.get(runs.size() - 1).toAbsolutePath().normalize());
    }
    throw none(run, out, runs);
  }

  /** Returns the folders of runs below a folder, the one that changed last at the end. */
  public static List<Path> all(Path out) {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> Files.isRegularFile(f.resolve(STATUS)))
          .sorted(Comparator.comparing(Evidence::changed).thenComparing(Path::toString))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long changed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(STATUS)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static GovernanceException none(String run, Path out, List<Path> runs) {
    List<String> ids = runs.stream().map(r -> r.getFileName().toString()).toList();
    List<String> newest = ids.subList(Math.max(0, ids.size() - 5), ids.size());
    String otherwise = "Give an id below --out, the path of a run's folder, or latest";
    return new GovernanceException(
        new Problem(
            Remedy.FIX_SPEC,
            "run " + run,
            "there is no such run in " + out,
            String.join(", ", newest),
            Suggestion.advice(run, ids, otherwise)));
  }

  public Path folder() {
    return folder;
  }

  /**
   * Checks that no process works in the folder.
   *
   * @throws GovernanceException if one does
   */
  public Evidence idle() {
    if (RunFolder.locked(folder)) {
      throw GovernanceException.spec(
          folder.getFileName().toString(),
          "this run is being worked on",
          "a run that nobody works on",
          "Wait for it to end");
    }
    return this;
  }

  /**
   * Checks that the run is finished and as it was sealed.
   *
   * @throws GovernanceException if it is not
   */
  public EvidenceCheck sealed() {
    EvidenceCheck check = new EvidenceCheck(folder);
    List<String> wrong = check.faults();
    if (!wrong.isEmpty()) {
      throw GovernanceException.data(
          "run " + folder.getFileName(),
          "is not as it was sealed: " + wrong.get(0),
          "a finished run that was not altered",
          "See: governance verify " + folder);
    }
    return check;
  }

  /** Returns {@code status.json}. */
  public JsonObject status() {
    return read(STATUS).getAsJsonObject();
  }

  /** Returns results by metric id; empty before the run has evaluated. */
  public JsonObject metrics() {
    JsonObject all = optional("metrics.json", new JsonObject()).getAsJsonObject();
    return all.get("metrics") instanceof JsonObject wrapped ? wrapped : all;
  }

  /** Returns the decisions of the gates; empty before they were made. */
  public JsonArray gates() {
    JsonElement all = optional("gates.json", new JsonArray());
    return all instanceof JsonObject wrapped
        ? wrapped.getAsJsonArray("gates")
        : all.getAsJsonArray();
  }

  /** Returns the effective spec; empty where there is none. */
  public JsonObject spec() {
    return optional("spec.json", new JsonObject()).getAsJsonObject();
  }

  /** Returns what training cost in differential privacy; empty where no noise was added. */
  public JsonObject privacy() {
    return optional("privacy.json", new JsonObject()).getAsJsonObject();
  }

  /** Returns the data card; empty before the data was read. */
  public JsonObject dataCard() {
    return optional("data/card.json", new JsonObject()).getAsJsonObject();
  }

  /** Returns the documents that were made, sorted by name. */
  public List<Path> documents() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("report.")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private JsonElement optional(String name, JsonElement otherwise) {
    return StoredFiles.exists(folder.resolve(name)) ? read(name) : otherwise;
  }

  private JsonElement read(String name) {
    Path file = folder.resolve(name);
    try {
      return JsonText.parse(StoredFiles.text(file));
    } catch (IOException | JsonParseException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_DATA,
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "what a run has written",
              "Restore the file, or run again"),
          e);
    }
  }
}
