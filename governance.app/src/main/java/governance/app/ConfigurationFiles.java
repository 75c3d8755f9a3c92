package governance.app;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Configurator documents of the distribution: {@code conf/*.json}. They are looked at before
 * the framework starts, because the Configurator only logs what is wrong and goes on without it.
 *
 * @param files the documents, sorted
 * @param pids what they configure; the runtime refuses to plan when one did not arrive
 */
record ConfigurationFiles(List<Path> files, Set<String> pids) {

  private static final String HEADER = ":configurator:";
  private static final List<String> REQUIRED =
      List.of(HEADER + "resource-version", HEADER + "symbolic-name", HEADER + "version");

  /**
   * Reads which documents there are and which PIDs they set.
   *
   * @throws LaunchException naming the file and what is wrong with it
   */
  static ConfigurationFiles read(Path conf) throws IOException, LaunchException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(conf, "*.json")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    Set<String> pids = new TreeSet<>();
    for (Path file : files) {
      pids.addAll(pids(file));
    }
    return new ConfigurationFiles(files, pids);
  }

  /** The value of {@code configurator.initial}; empty when there are no documents. */
  String urls() {
    return files.stream()
        .map(file -> file.toUri().toString().replace(",", "%2C"))
        .collect(Collectors.joining(","));
  }

  private static Set<String> pids(Path file) throws IOException, LaunchException {
    Set<String> keys = new HashSet<>();
    try (JsonReader json = new JsonReader(new StringReader(plain(Files.readString(file))))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String key = json.nextName();
        if (!keys.add(key)) {
          throw wrong(file, "the key " + key + " comes twice", "Put its values together");
        }
        if (key.startsWith(HEADER)) {
          json.skipValue();
        } else {
          values(file, key, json);
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw wrong(file, "something follows the end of the document", "Remove it");
      }
    } catch (IOException | IllegalStateException e) {
      throw wrong(file, "is no valid JSON: " + firstLine(e), "Correct it");
    }
    for (String required : REQUIRED) {
      if (!keys.contains(required)) {
        throw wrong(file, "has no key \"" + required + "\"", "See conf/examples");
      }
    }
    keys.removeIf(key -> key.startsWith(HEADER));
    return keys;
  }

  private static void values(Path file, String pid, JsonReader json)
      throws IOException, LaunchException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      throw wrong(file, pid + " is no object", "Write \"" + pid + "\": { \"key\": value, … }");
    }
    Set<String> keys = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (!keys.add(key)) {
        throw wrong(file, pid + " has the key " + key + " twice", "Remove one of them");
      }
      json.skipValue();
    }
    json.endObject();
  }

  /** Blanks the comments that a Configurator document may have; lines stay where they are. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (text.startsWith("//", i) || text.startsWith("/*", i))) {
        String end = text.startsWith("//", i) ? "\n" : "*/";
        int found = text.indexOf(end, i + 2);
        int after = found < 0 ? text.length() : found + (end.equals("\n") ? 0 : 2);
        for (int k = i; k < after; k++) {
          plain.setCharAt(k, text.charAt(k) == '\n' ? '\n' : ' ');
        }
        i = after - 1;
      }
    }
    return plain.toString();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static LaunchException wrong(Path file, String what, String advice) {
    return new LaunchException(LaunchException.BAD_INPUT, file + ": " + what + ". " + advice);
  }
}
