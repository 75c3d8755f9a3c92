package governance.runtime.internal.spec;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON strictly into nodes, and writes plain values as JSON with the order of their keys
 * kept.
 */
public final class JsonText {
  private static final Pattern LINE = Pattern.compile("line (\\d+) column (\\d+)");
  private static final int DEEPEST = 64;

  private final String name;
  private final JsonReader reader;
  private final IntFunction<String> origin;

  private JsonText(String name, Reader text, IntFunction<String> origin) {
    this.name = name;
    this.reader = new JsonReader(text);
    this.reader.setStrictness(Strictness.STRICT);
    this.reader.setNestingLimit(DEEPEST);
    this.origin = origin;
  }

  /**
   * Reads a document that is one object.
   *
   * @param name what errors call it, such as a file name
   * @param origin origin of a value by its line
   * @throws GovernanceException if it is not valid JSON, a key comes twice, or it is no object
   * @throws IOException if it cannot be read
   */
  public static Node.Obj object(String name, Reader text, IntFunction<String> origin)
      throws IOException {
    Node node = new JsonText(name, text, origin).document();
    if (node instanceof Node.Obj object) {
      return object;
    }
    throw GovernanceException.spec(
        name, "is " + describe(node), "a JSON object: { … }", "See docs/run-spec.md");
  }

  /** Reads a value; a text that is no valid JSON is taken as a string. */
  public static Node lenient(String text, String origin) {
    try {
      return new JsonText(origin, new StringReader(text), line -> origin).document();
    } catch (GovernanceException | IOException notJson) {
      return new Node.Scalar(text, origin);
    }
  }

  /**
   * Writes maps, lists, strings, numbers, booleans and null, indented; same tree, same text. JSON
   * has no number that is not finite: such a one is written as null, which stands for "not
   * defined".
   */
  public static String write(Object tree) {
    return builder().setPrettyPrinting().create().toJson(tree) + "\n";
  }

  /** Writes a value on one line. */
  public static String writeLine(Object tree) {
    return builder().create().toJson(tree);
  }

  private static GsonBuilder builder() {
    JsonSerializer<Double> plain =
        (number, type, context) ->
            Double.isFinite(number) ? new JsonPrimitive(plain(number)) : JsonNull.INSTANCE;
    return new GsonBuilder()
        .serializeNulls()
        .disableHtmlEscaping()
        .registerTypeAdapter(Double.class, plain);
  }

  /** Returns the number so that it is written as people do: 0.0005 and not 5.0E-4. */
  private static Number plain(double number) {
    double size = Math.abs(number);
    if (size != 0 && (size < 1e-7 || size >= 1e15)) {
      return number;
    }
    return new BigDecimal(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
  }

  /** Reads what this program wrote, such as the evidence of a run. */
  public static JsonElement parse(String text) {
    return JsonParser.parseString(text);
  }

  /** Says what a node is: {@code the text "x"}, {@code a list}. */
  static String describe(Node node) {
    if (node instanceof Node.Scalar scalar) {
      Object value = scalar.value();
      return value instanceof String ? "the text \"" + value + "\"" : String.valueOf(value);
    }
    return node instanceof Node.Array ? "a list" : "an object";
  }

  private Node document() throws IOException {
    try {
      Node node = value();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw wrong("something follows the end of the document");
      }
      return node;
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw wrong(reason(e));
    }
  }

  private Node value() throws IOException {
    JsonToken next = reader.peek();
    String from = origin.apply(line());
    return switch (next) {
      case BEGIN_OBJECT -> new Node.Obj(members(), from);
      case BEGIN_ARRAY -> new Node.Array(items(), from);
      case STRING -> new Node.Scalar(reader.nextString(), from);
      case BOOLEAN -> new Node.Scalar(reader.nextBoolean(), from);
      case NUMBER -> new Node.Scalar(number(reader.nextString()), from);
      case NULL -> {
        reader.nextNull();
        yield new Node.Scalar(null, from);
      }
      default -> throw wrong("nothing where a value should be");
    };
  }

  private Map<String, Node> members() throws IOException {
    Map<String, Node> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (members.containsKey(key)) {
        throw wrong("the key \"" + key + "\" comes twice");
      }
      members.put(key, value());
    }
    reader.endObject();
    return members;
  }

  private List<Node> items() throws IOException {
    List<Node> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(value());
    }
    reader.endArray();
    return items;
  }

  private Object number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw wrong("the number " + text + " is too large");
    }
    return number;
  }

  private int line() {
    // The reader tells its position in toString() only.
    Matcher place = LINE.matcher(reader.toString());
    return place.find() ? Integer.parseInt(place.group(1)) : 0;
  }

  private GovernanceException wrong(String what) {
    Matcher place = LINE.matcher(reader.toString());
    String where = place.find() ? " line " + place.group(1) + " column " + place.group(2) : "";
    return new GovernanceException(
        new Problem(Remedy.FIX_SPEC, name + where, what, "strict JSON", "Correct the file"));
  }

  private static String reason(Exception e) {
    if (e instanceof EOFException) {
      return "the document ends too early";
    }
    String message =
        e.getMessage() == null ? "not valid" : e.getMessage().lines().findFirst().get();
    String plain = message.replaceAll(" at line \\d+ column \\d+.*", "");
    return plain.startsWith("Use JsonReader") ? "not valid JSON" : plain;
  }
}
