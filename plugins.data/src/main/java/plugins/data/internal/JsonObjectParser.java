package plugins.data.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses one line of JSON lines to flat values. */
final class JsonObjectParser {
  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  private JsonObjectParser() {}

  /** Says why a line is no row. */
  static final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    Rejected(String message) {
      super(message);
    }
  }

  /** Returns key to String, list of strings, or null, in the order of the line. */
  static Map<String, Object> parse(String line) throws IOException, Rejected {
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.setStrictness(Strictness.STRICT);
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        throw new Rejected("a JSON object is expected, not " + name(json.peek()));
      }
      Map<String, Object> row = object(json);
      json.peek(); // more after the object is malformed
      return row;
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      Matcher at = COLUMN.matcher(String.valueOf(e.getMessage()));
      throw new Rejected("malformed JSON" + (at.find() ? " at character " + at.group(1) : ""));
    }
  }

  private static Map<String, Object> object(JsonReader json) throws IOException, Rejected {
    Map<String, Object> row = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (row.containsKey(key)) {
        throw new Rejected("the key \"" + key + "\" comes twice");
      }
      row.put(key, value(json, key));
    }
    json.endObject();
    return row;
  }

  private static Object value(JsonReader json, String key) throws IOException, Rejected {
    switch (json.peek()) {
      case STRING, NUMBER: // a number keeps its digits as they were written
        return json.nextString();
      case BOOLEAN:
        return Boolean.toString(json.nextBoolean());
      case NULL:
        json.nextNull();
        return null;
      case BEGIN_ARRAY:
        return words(json, key);
      default:
        throw new Rejected(
            "\"" + key + "\" is an object; values are strings, numbers or lists of strings");
    }
  }

  private static List<String> words(JsonReader json, String key) throws IOException, Rejected {
    List<String> words = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonToken.STRING) {
        throw new Rejected(
            "the list \"" + key + "\" holds " + name(json.peek()) + "; lists hold strings");
      }
      words.add(json.nextString());
    }
    json.endArray();
    return List.copyOf(words);
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case BEGIN_ARRAY -> "a list";
      case BEGIN_OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      default -> "the end of the line";
    };
  }
}
