package governance.runtime.internal.audit;

import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.StoredFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Columns in published rows and predictions that the roles of the data keep from there. */
final class IdentifierAudit {
  private final Path run;

  IdentifierAudit(Path run) {
    this.run = run;
  }

  void look(Findings into) throws IOException {
    Map<String, Object> plan = JsonReader.file(run.resolve("plan.json"));
    Map<?, ?> columns =
        plan.get("data") instanceof Map<?, ?> data && data.get("columns") instanceof Map<?, ?> c
            ? c
            : Map.of();
    Set<String> identifying = with(columns, "direct-identifier");
    Set<String> secret = with(columns, "protected");
    boolean withhold = !Boolean.FALSE.equals(withheld());
    for (Path file : rows()) {
      Set<String> keys = keys(file);
      String name = run.relativize(file).toString();
      tell(into, "identifiers.direct", Severity.CRITICAL, name, both(keys, identifying));
      if (withhold && !name.startsWith("predictions.")) {
        tell(into, "identifiers.protected", Severity.HIGH, name, both(keys, secret));
      }
    }
    predictions(into);
  }

  private Object withheld() {
    Object data = JsonReader.file(run.resolve("spec.json")).get("data");
    return data instanceof Map<?, ?> map ? map.get("withhold") : null;
  }

  private static Set<String> with(Map<?, ?> columns, String role) {
    Set<String> names = new TreeSet<>();
    columns.forEach(
        (name, value) -> {
          if (role.equals(value)) {
            names.add(name.toString());
          }
        });
    return names;
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }

  private void tell(Findings into, String id, Severity severity, String file, Set<String> columns) {
    if (!columns.isEmpty()) {
      into.add(
          id,
          severity,
          file,
          "has columns that their role keeps from it: " + String.join(", ", columns),
          "Delete the file, and report it: the runtime should have left them out");
    }
  }

  private List<Path> rows() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : new String[] {"", "data"}) {
      Path at = run.resolve(folder);
      if (Files.isDirectory(at)) {
        try (Stream<Path> all = Files.list(at)) {
          all.map(f -> f.resolveSibling(EvidenceFiles.plain(f.getFileName().toString())))
              .filter(f -> f.toString().endsWith(".jsonl"))
              .filter(f -> folder.equals("data") || f.endsWith("predictions.jsonl"))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(StoredFiles.open(file), StandardCharsets.UTF_8));
  }

  /** Rows of a file have the same columns. */
  private static Set<String> keys(Path file) throws IOException {
    try (BufferedReader lines = lines(file)) {
      String first = lines.readLine();
      return first == null ? Set.of() : new TreeSet<>(JsonReader.object(first).keySet());
    }
  }

  private void predictions(Findings into) throws IOException {
    Path file = run.resolve("predictions.jsonl");
    if (!StoredFiles.exists(file)) {
      return;
    }
    try (BufferedReader lines = lines(file)) {
      String first = lines.readLine();
      Map<String, Object> row = first == null ? Map.of() : JsonReader.object(first);
      if (row.get("groups") instanceof Map<?, ?> groups && !groups.isEmpty()) {
        into.add(
            "identifiers.groups",
            Severity.LOW,
            "predictions.jsonl",
            "tells of each test row its " + String.join(", ", new TreeSet<>(texts(groups))),
            "Hand it on only to those who may know protected attributes");
      }
      if (row.get("row") instanceof String id && !id.matches("\\d+")) {
        into.add(
            "identifiers.rows",
            Severity.LOW,
            "predictions.jsonl",
            "names each row by its id in the data, by which somebody with the data finds the person",
            "Hand it on only to those who may, or take ids out of the data (role ignored)");
      }
    }
  }

  private static List<String> texts(Map<?, ?> groups) {
    return groups.keySet().stream().map(String::valueOf).toList();
  }
}
