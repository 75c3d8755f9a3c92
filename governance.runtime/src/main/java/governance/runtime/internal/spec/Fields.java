package governance.runtime.internal.spec;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunPlan;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the members of one object with their types, ranges and defaults. What is read is noted as
 * effective, with its origin; what is wrong is collected, and a value that does no harm is returned
 * in its place. At the end, {@link #end()} reports the members that nothing asked for.
 */
public final class Fields {
  private final String path;
  private final Node.Obj node;
  private final Map<String, Object> tree;
  private final List<RunPlan.Value> values;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * Begins with the members of a document.
   *
   * @param node the document
   * @param tree takes the effective values in the order they are read
   * @param values takes the same by dotted key, with origins
   * @param problems takes what is wrong
   */
  public Fields(
      Node.Obj node, Map<String, Object> tree, List<RunPlan.Value> values, List<Problem> problems) {
    this("", node, tree, values, problems);
  }

  private Fields(
      String path,
      Node.Obj node,
      Map<String, Object> tree,
      List<RunPlan.Value> values,
      List<Problem> problems) {
    this.path = path;
    this.node = node;
    this.tree = tree;
    this.values = values;
    this.problems = problems;
  }

  private Fields child(String key, Node.Obj members, Map<String, Object> branch) {
    return new Fields(under(key), members, branch, values, problems);
  }

  /** Returns whether a member is given and not null. */
  public boolean has(String key) {
    return given(key) != null;
  }

  /** Returns a text; numbers and truth values are taken as they are written. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(text(key, null));
  }

  /** Returns a text. */
  public String text(String key, String fallback) {
    Node given = given(key);
    if (given instanceof Node.Scalar scalar) {
      return put(key, String.valueOf(scalar.value()), given);
    }
    if (given != null) {
      wrong(key, "is " + JsonText.describe(given), "a text", "");
    }
    return put(key, fallback, null);
  }

  /** Returns a text that has to be given and not empty; an empty one when it is not. */
  public String required(String key) {
    String text = text(key).orElse("");
    if (text.isBlank()
        && !(given(key) instanceof Node.Array)
        && !(given(key) instanceof Node.Obj)) {
      wrong(key, "is missing", "a text that is not empty", "Add \"" + key + "\"");
    }
    return text;
  }

  /** Returns the path of a file or folder. */
  public Optional<Path> path(String key) {
    try {
      return text(key).map(Path::of);
    } catch (InvalidPathException e) {
      wrong(key, "is no path: " + e.getReason(), "the path of a file or folder", "");
      return Optional.empty();
    }
  }

  /** Returns a whole number. */
  public long whole(String key, long fallback, long min, long max) {
    Node given = given(key);
    if (given == null) {
      return put(key, fallback, null);
    }
    Object value = given instanceof Node.Scalar s ? s.value() : null;
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1L << 53) {
      value = d.longValue();
    }
    if (value instanceof Long n && n >= min && n <= max) {
      return put(key, n, given);
    }
    wrong(key, "is " + JsonText.describe(given), ("a whole number " + range(min, max)).strip(), "");
    return fallback;
  }

  /** Returns a whole number in the range of int. */
  public int count(String key, int fallback, int min, int max) {
    return (int) whole(key, fallback, min, max);
  }

  /** Returns a finite number; the ends of the range are allowed. */
  public double number(String key, double fallback, double min, double max) {
    Node given = given(key);
    if (given == null) {
      return put(key, fallback, null);
    }
    if (given instanceof Node.Scalar s
        && s.value() instanceof Number n
        && n.doubleValue() >= min
        && n.doubleValue() <= max) {
      put(key, n, given);
      return n.doubleValue();
    }
    wrong(
        key, "is " + JsonText.describe(given), ("a finite number " + range(min, max)).strip(), "");
    return fallback;
  }

  /** Returns a truth value. */
  public boolean flag(String key, boolean fallback) {
    Node given = given(key);
    if (given == null) {
      return put(key, fallback, null);
    }
    if (given instanceof Node.Scalar s && s.value() instanceof Boolean b) {
      return put(key, b, given);
    }
    wrong(key, "is " + JsonText.describe(given), "true or false", "");
    return fallback;
  }

  /** Returns a constant of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Node given = given(key);
    List<E> all = Arrays.asList(fallback.getDeclaringClass().getEnumConstants());
    if (given instanceof Node.Scalar s && s.value() instanceof String text) {
      for (E constant : all) {
        if (written(constant).equalsIgnoreCase(text.replace('_', '-'))) {
          put(key, written(constant), given);
          return constant;
        }
      }
    }
    if (given == null) {
      put(key, written(fallback), null);
      return fallback;
    }
    List<String> names = all.stream().map(Fields::written).toList();
    String text = given instanceof Node.Scalar s ? String.valueOf(s.value()) : "";
    wrong(
        key,
        "is " + JsonText.describe(given),
        String.join(", ", names),
        Suggestion.advice(text, names, ""));
    return fallback;
  }

  /**
   * Returns a constant as specs write it: {@code SEQUENCE_CLASSIFICATION} as
   * sequence-classification.
   */
  public static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a list of texts. */
  public List<String> texts(String key) {
    Node given = given(key);
    List<String> texts = new ArrayList<>();
    if (given instanceof Node.Array array) {
      for (Node item : array.items()) {
        if (item instanceof Node.Scalar s && s.value() != null) {
          texts.add(s.value().toString());
        } else {
          wrong(key, "holds " + JsonText.describe(item), "a list of texts", "");
        }
      }
    } else if (given instanceof Node.Scalar s) {
      Arrays.stream(s.value().toString().split(","))
          .map(String::strip)
          .filter(t -> !t.isEmpty())
          .forEach(texts::add);
    } else if (given != null) {
      wrong(key, "is an object", "a list of texts", "");
    }
    return put(key, texts, given);
  }

  /** Returns the members of an object member; those of an empty one when it is not given. */
  public Fields object(String key) {
    Node given = given(key);
    if (given != null && !(given instanceof Node.Obj)) {
      wrong(key, "is " + JsonText.describe(given), "an object: { … }", "");
    }
    Node.Obj members =
        given instanceof Node.Obj o
            ? o
            : Node.Obj.empty(given == null ? "default" : given.origin());
    Map<String, Object> branch = new LinkedHashMap<>();
    tree.put(key, branch);
    return child(key, members, branch);
  }

  /** Returns the items of a list whose items are objects named by one of their members. */
  public List<Fields> items(String key, String name) {
    Node given = given(key);
    List<Fields> items = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    List<Object> branches = new ArrayList<>();
    tree.put(key, branches);
    if (given instanceof Node.Array array) {
      for (Node item : array.items()) {
        if (item instanceof Node.Obj o) {
          String id = o.members().get(name) instanceof Node.Scalar s ? "" + s.value() : "?";
          if (!names.add(id)) {
            wrong(key, "has \"" + id + "\" twice", "each " + name + " once", "Remove one of them");
          } else {
            Map<String, Object> branch = new LinkedHashMap<>();
            branches.add(branch);
            items.add(child(key + "." + id, o, branch));
          }
        } else {
          wrong(
              key, "holds " + JsonText.describe(item), "ids, or objects with \"" + name + "\"", "");
        }
      }
    } else if (given != null) {
      wrong(key, "is " + JsonText.describe(given), "a list: [ … ]", "");
    }
    return items;
  }

  /** Returns the members of an object with keys of its own, as plain values. */
  public Map<String, Object> free(String key) {
    Map<String, Object> values = new LinkedHashMap<>();
    Fields members = object(key);
    for (Map.Entry<String, Node> member : members.node.members().entrySet()) {
      Object value = plain(member.getValue());
      if (value != null) {
        values.put(member.getKey(), members.put(member.getKey(), value, member.getValue()));
      }
    }
    return values;
  }

  /** Returns the keys of this object. */
  public Set<String> keys() {
    return node.members().keySet();
  }

  /** Returns a member as it stands; it counts as known. */
  public Optional<Node> raw(String key) {
    return Optional.ofNullable(given(key));
  }

  /** Returns the dotted key of this object. */
  public String key() {
    return path;
  }

  /** Reports the members that nothing has asked for. */
  public void end() {
    for (Map.Entry<String, Node> member : node.members().entrySet()) {
      String key = member.getKey();
      if (!known.contains(key)) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                subject(key),
                "is no known key",
                String.join(", ", known),
                Suggestion.advice(key, known, "Remove it")));
      }
    }
  }

  /** Reports that a member is wrong. */
  public void wrong(String key, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject(key), got, allowed, advice));
  }

  private String subject(String key) {
    Node given = node.members().get(key);
    return under(key) + " (" + (given == null ? node : given).origin() + ")";
  }

  private Node given(String key) {
    known.add(key);
    Node given = node.members().get(key);
    return given instanceof Node.Scalar s && s.value() == null ? null : given;
  }

  private <T> T put(String key, T value, Node given) {
    tree.put(key, value);
    String origin = given == null ? "default" : given.origin();
    values.add(new RunPlan.Value(under(key), JsonText.writeLine(value), origin));
    return value;
  }

  private String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String range(double min, double max) {
    String least = shown(min);
    String most = shown(max);
    if (Double.isInfinite(max) || max >= Integer.MAX_VALUE) {
      return Double.isInfinite(min) || min <= Integer.MIN_VALUE ? "" : "of at least " + least;
    }
    return "from " + least + " to " + most;
  }

  private static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static Object plain(Node node) {
    if (node instanceof Node.Scalar s) {
      return s.value();
    }
    if (node instanceof Node.Array a) {
      return a.items().stream().map(Fields::plain).filter(v -> v != null).toList();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    ((Node.Obj) node).members().forEach((k, v) -> members.put(k, plain(v)));
    return members;
  }
}
