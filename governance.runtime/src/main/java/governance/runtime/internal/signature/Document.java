package governance.runtime.internal.signature;

import com.google.gson.JsonParseException;
import governance.api.GovernanceException;
import governance.runtime.internal.store.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object that somebody handed over: each member is looked at before it is used. */
final class Document {
  /** The member that names what a document is. */
  static final String FORMAT = "format";

  private final String subject;
  private final String kind;
  private final Map<String, Object> tree;

  private Document(String subject, String kind, Map<String, Object> tree) {
    this.subject = subject;
    this.kind = kind;
    this.tree = tree;
  }

  /**
   * Reads a file.
   *
   * @param kind what it should be, in words
   * @throws GovernanceException if it is no JSON object
   */
  static Document read(Path file, String kind) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Document(file.toString(), kind, JsonReader.object(text));
    } catch (IOException | JsonParseException e) {
      throw GovernanceException.data(
          file.toString(), "cannot be read", kind, "Take it from where it was written");
    }
  }

  /** Returns a member that is itself an object. */
  Document object(String key) {
    return of(tree.get(key), key);
  }

  /** Returns a member that is a list of objects. */
  List<Document> objects(String key) {
    List<Document> all = new ArrayList<>();
    list(key).forEach(each -> all.add(of(each, key)));
    return all;
  }

  private Document of(Object value, String key) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(key);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(name.toString(), member));
    return new Document(subject, kind, members);
  }

  private List<?> list(String key) {
    if (tree.get(key) instanceof List<?> list) {
      return list;
    }
    throw wrong(key);
  }

  void expect(String key, String value) {
    if (!value.equals(tree.get(key))) {
      throw wrong(key);
    }
  }

  boolean has(String key) {
    return tree.get(key) != null;
  }

  String text(String key) {
    if (tree.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key);
  }

  long number(String key) {
    if (tree.get(key) instanceof Long number) {
      return number;
    }
    throw wrong(key);
  }

  byte[] hash(String key) {
    return hex(text(key), key);
  }

  List<byte[]> hashes(String key) {
    List<byte[]> all = new ArrayList<>();
    list(key).forEach(each -> all.add(hex(String.valueOf(each), key)));
    return all;
  }

  private byte[] hex(String text, String key) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key);
    }
  }

  Map<String, Object> tree() {
    return tree;
  }

  GovernanceException wrong(String key) {
    return GovernanceException.data(
        subject,
        "lacks \"" + key + "\", or has something else there",
        kind,
        "Take it from where it was written");
  }
}
