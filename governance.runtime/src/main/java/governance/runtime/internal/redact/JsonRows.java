package governance.runtime.internal.redact;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One JSON object a line. Every text and number in it, at any depth, is a column named by its path,
 * such as {@code patient.phones[0]}; a list of texts is a column of words.
 */
final class JsonRows extends RowFile {
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .create();

  private final Path file;
  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Schema schema;
  private final BufferedReader lines;
  private List<JsonObject> part;
  private long line;

  JsonRows(Path file, Source source) throws IOException {
    this.file = file;
    try (BufferedReader first = reader(file, source)) {
      for (JsonObject object = object(first); object != null; object = object(first)) {
        walk(object, "", this::declare);
      }
    }
    if (types.isEmpty()) {
      throw GovernanceException.data(
          file.toString(), "holds no text", "one JSON object a line", "Check how it was written");
    }
    List<Column> columns = new ArrayList<>();
    types.forEach((name, type) -> columns.add(new Column(name, type, Role.TEXT)));
    schema = new Schema(columns);
    line = 0;
    lines = reader(file, source);
  }

  private JsonObject object(BufferedReader from) throws IOException {
    String text = from.readLine();
    line++;
    while (text != null && text.isBlank()) {
      text = from.readLine();
      line++;
    }
    if (text == null) {
      return null;
    }
    try {
      return GSON.fromJson(text, JsonObject.class);
    } catch (JsonParseException | IllegalStateException e) {
      throw GovernanceException.data(
          file + " line " + line, "is no JSON object", "one JSON object a line", "Mend the line");
    }
  }

  /** What is done with the values of one path; returns what takes the place of a value. */
  private interface Visitor extends Function<Leaf, JsonElement> {}

  private record Leaf(String path, JsonElement value) {
    boolean words() {
      return value.isJsonArray();
    }

    Object plain() {
      if (!words()) {
        return value.getAsString();
      }
      List<String> words = new ArrayList<>();
      value.getAsJsonArray().forEach(word -> words.add(word.getAsString()));
      return words;
    }
  }

  private static JsonElement walk(JsonElement value, String path, Visitor visitor) {
    if (value.isJsonObject()) {
      JsonObject object = value.getAsJsonObject();
      for (String key : List.copyOf(object.keySet())) {
        String below = path.isEmpty() ? key : path + "." + key;
        object.add(key, walk(object.get(key), below, visitor));
      }
      return object;
    }
    if (value.isJsonArray() && !texts(value.getAsJsonArray())) {
      JsonArray array = value.getAsJsonArray();
      for (int i = 0; i < array.size(); i++) {
        array.set(i, walk(array.get(i), path + "[" + i + "]", visitor));
      }
      return array;
    }
    boolean read =
        value.isJsonArray() || value.isJsonPrimitive() && !value.getAsJsonPrimitive().isBoolean();
    String name = value.isJsonArray() ? path + "[]" : path;
    return read ? visitor.apply(new Leaf(name, value)) : value;
  }

  private static boolean texts(JsonArray array) {
    for (JsonElement each : array) {
      if (!each.isJsonPrimitive() || !each.getAsJsonPrimitive().isString()) {
        return false;
      }
    }
    return !array.isEmpty();
  }

  private JsonElement declare(Leaf leaf) {
    types.putIfAbsent(leaf.path(), leaf.words() ? ValueType.WORDS : ValueType.STRING);
    return leaf.value();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Dataset next() throws IOException {
    part = new ArrayList<>();
    while (part.size() < PART) {
      JsonObject object = object(lines);
      if (object == null) {
        break;
      }
      part.add(object);
    }
    if (part.isEmpty()) {
      return null;
    }
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    types.forEach(
        (name, type) ->
            columns.put(
                name,
                new ArrayList<>(
                    Collections.nCopies(part.size(), type == ValueType.WORDS ? List.of() : null))));
    for (int row = 0; row < part.size(); row++) {
      int at = row;
      walk(
          part.get(row),
          "",
          leaf -> {
            columns.get(leaf.path()).set(at, leaf.plain());
            return leaf.value();
          });
    }
    return Dataset.of(schema, List.copyOf(columns.values()));
  }

  @Override
  public void begin(Writer to) {
    // objects have no head
  }

  @Override
  public void write(Dataset changed, Writer to) throws IOException {
    for (int row = 0; row < part.size(); row++) {
      int at = row;
      JsonElement object =
          walk(part.get(row), "", leaf -> fresh(leaf, changed.values(leaf.path()).get(at)));
      to.write(GSON.toJson(object));
      to.write('\n');
    }
  }

  /** A value that did not change stays as it is: a number is a number still. */
  private static JsonElement fresh(Leaf leaf, Object value) {
    if (leaf.plain().equals(value)) {
      return leaf.value();
    }
    if (value instanceof List<?> words) {
      JsonArray array = new JsonArray();
      words.forEach(word -> array.add((String) word));
      return array;
    }
    return new JsonPrimitive((String) value);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
