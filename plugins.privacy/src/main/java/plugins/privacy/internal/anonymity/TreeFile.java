package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a tree of categories: a line for each value, the value first, then its label at each
 * coarser level, between semicolons, or commas where there is no semicolon. A last level that is
 * {@code *} for all values need not be there.
 */
final class TreeFile {
  private final String subject;

  TreeFile(String subject) {
    this.subject = subject;
  }

  /** Reads a file by its path or in the data directory. */
  TreeHierarchy read(String name, Optional<Path> folder) {
    Path given = Path.of(name);
    Path file = folder.map(f -> f.resolve(given)).filter(Files::exists).orElse(given);
    if (!Files.isRegularFile(file)) {
      throw problem("there is no file " + name, "Give a path, or a path in the data directory");
    }
    try {
      return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw problem(name + " cannot be read: " + e, "Give a text file in UTF-8");
    }
  }

  /** Returns the tree that lines describe. */
  TreeHierarchy parse(List<String> lines) {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    int fields = -1;
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.isBlank()) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (String part : line.split(line.contains(";") ? ";" : ",", -1)) {
        parts.add(part.strip());
      }
      fields = fields < 0 ? parts.size() : fields;
      if (parts.size() != fields || fields < 2) {
        throw problem(
            "line " + (at + 1) + " has " + parts.size() + " fields",
            "Give each line a value and the same number of labels, at least one");
      }
      if (paths.put(parts.get(0), parts.subList(1, fields)) != null) {
        throw problem(
            "\"" + parts.get(0) + "\" comes twice, again on line " + (at + 1), "Remove one");
      }
    }
    if (paths.isEmpty()) {
      throw problem("the file is empty", "Give a line for each value");
    }
    return new TreeHierarchy(trimmed(paths), levels(paths));
  }

  private static int levels(Map<String, List<String>> paths) {
    int given = paths.values().iterator().next().size();
    boolean all = paths.values().stream().allMatch(p -> p.get(given - 1).equals(Values.ANY));
    return all ? given - 1 : given;
  }

  /** Leaves the last level out where it is the same for all, and checks that it is a tree. */
  private Map<String, List<String>> trimmed(Map<String, List<String>> paths) {
    int levels = levels(paths);
    Map<String, List<String>> above = new TreeMap<>();
    Map<String, List<String>> trimmed = new LinkedHashMap<>();
    paths.forEach(
        (value, path) -> {
          trimmed.put(value, List.copyOf(path.subList(0, levels)));
          for (int level = 0; level < levels; level++) {
            List<String> upper = path.subList(level + 1, levels);
            List<String> before = above.putIfAbsent(level + " " + path.get(level), upper);
            if (before != null && !before.equals(upper)) {
              throw problem(
                  "\"" + path.get(level) + "\" lies below " + before + " and below " + upper,
                  "Give each label one way up");
            }
          }
        });
    return trimmed;
  }

  private GovernanceException problem(String got, String advice) {
    return GovernanceException.data(
        subject, got, "a tree of categories: value;label;coarser label;…", advice);
  }
}
