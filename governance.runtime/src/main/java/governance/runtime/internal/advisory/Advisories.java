package governance.runtime.internal.advisory;

import com.google.gson.JsonParseException;
import governance.api.GovernanceException;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Advisories of a file or folder in the form of the <a
 * href="https://ossf.github.io/osv-schema/">OSV schema</a>: JSON files with one of them, a list of
 * them or the answer of a query ({@code vulns}), and zip files of such.
 */
public final class Advisories {
  private final Map<String, List<Advisory>> byName = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private String newest = "";

  private Advisories() {}

  /**
   * Reads all.
   *
   * @throws GovernanceException if there is none about something that Maven distributes, or a file
   *     is no advisory
   */
  public static Advisories read(Path place) {
    if (!Files.exists(place)) {
      throw wrong(place.toString(), "is not there");
    }
    Advisories read = new Advisories();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".zip")) {
          read.zip(file);
        } else if (name.endsWith(".json") || file.equals(place)) {
          read.add(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        }
      }
    } catch (IOException e) {
      throw Storage.problem(place, e);
    }
    if (read.ids.isEmpty()) {
      throw wrong(place.toString(), "has no advisory about an artifact of Maven");
    }
    return read;
  }

  private void zip(Path file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        if (each.getName().endsWith(".json")) {
          String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
          add(text, file + "!" + each.getName());
        }
      }
    }
  }

  private void add(String text, String from) {
    List<?> all;
    try {
      boolean list = text.stripLeading().startsWith("[");
      Map<String, Object> tree = JsonReader.object(list ? "{\"vulns\":" + text + "}" : text);
      all = tree.get("vulns") instanceof List<?> several ? several : List.of(tree);
    } catch (JsonParseException | IllegalStateException e) {
      throw wrong(from, "is no JSON: " + e.getMessage());
    }
    for (Object each : all) {
      if (!(each instanceof Map<?, ?> tree) || !(tree.get("id") instanceof String)) {
        throw wrong(from, "has an entry without id");
      }
      Advisory.of(tree).ifPresent(this::add);
    }
  }

  private void add(Advisory advisory) {
    if (ids.add(advisory.id())) {
      newest = advisory.modified().compareTo(newest) > 0 ? advisory.modified() : newest;
      advisory.affected().stream()
          .map(Affected::name)
          .distinct()
          .forEach(n -> byName.computeIfAbsent(n, k -> new ArrayList<>()).add(advisory));
    }
  }

  private static GovernanceException wrong(String from, String got) {
    return GovernanceException.data(
        from,
        got,
        "advisories in the form of the OSV schema, as JSON or zip",
        "Get them from who publishes them, such as the export of osv.dev for Maven");
  }

  /** Returns how many were read. */
  public int size() {
    return ids.size();
  }

  /** Returns when the newest was changed last, ISO 8601; empty where none tells. */
  public String newest() {
    return newest;
  }

  /** Returns those that a version of an artifact is affected by. */
  public List<Advisory.Match> of(String group, String artifact, String version) {
    String name = group + ":" + artifact;
    return byName.getOrDefault(name, List.of()).stream()
        .flatMap(a -> a.match(name, version).stream())
        .toList();
  }
}
