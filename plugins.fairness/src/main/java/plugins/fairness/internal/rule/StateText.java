package plugins.fairness.internal.rule;

import governance.api.GovernanceException;
import governance.api.evaluate.RuleSummary;
import governance.api.evaluate.RuleSummary.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule learnt, as lines of fields between tabs; the first field says what a line holds.
 * Backslash, tab and line break within a field are written as {@code \\}, {@code \t} and {@code
 * \n}. Numbers keep every digit.
 */
final class StateText {
  private static final String TEXT = "summary";
  private static final String COLUMNS = "summary-columns";
  private static final String LINE = "summary-line";
  private static final String NOTE = "summary-note";

  private final List<List<String>> lines = new ArrayList<>();

  /** Begins the state of a rule. */
  static StateText of(String id) {
    return new StateText().add("rule", id);
  }

  /**
   * Reads the state of a rule.
   *
   * @throws GovernanceException if it is none of this rule
   */
  static StateText parse(String id, String state) {
    StateText text = new StateText();
    for (String line : state.split("\n")) {
      List<String> fields = new ArrayList<>();
      for (String field : line.split("\t", -1)) {
        fields.add(unescaped(field));
      }
      text.lines.add(fields);
    }
    if (!text.lines.get(0).equals(List.of("rule", id))) {
      throw broken(id, text.lines.get(0).toString());
    }
    return text;
  }

  private static GovernanceException broken(String id, String got) {
    return GovernanceException.data(
        "state of " + id,
        "got " + got,
        "what the rule wrote itself",
        "Restore the file model/decision-rule.json");
  }

  /** Adds a line; lists are written as their elements. */
  StateText add(String key, Object... fields) {
    List<String> line = new ArrayList<>(List.of(key));
    for (Object field : fields) {
      if (field instanceof List<?> list) {
        list.forEach(each -> line.add(each.toString()));
      } else {
        line.add(field.toString());
      }
    }
    lines.add(line);
    return this;
  }

  /** Adds a summary. */
  StateText add(RuleSummary summary) {
    add(TEXT, summary.text()).add(COLUMNS, summary.columns());
    summary.lines().forEach(line -> add(LINE, line.name(), line.values()));
    summary.notes().forEach(note -> add(NOTE, note));
    return this;
  }

  /** Returns the fields of each line of a key. */
  List<List<String>> all(String key) {
    return lines.stream()
        .filter(line -> line.get(0).equals(key))
        .map(line -> line.subList(1, line.size()))
        .toList();
  }

  /** Returns the fields of the only line of a key. */
  List<String> one(String key) {
    List<List<String>> found = all(key);
    if (found.size() != 1) {
      throw broken(lines.get(0).get(1), found.size() + " lines \"" + key + "\"");
    }
    return found.get(0);
  }

  /** Returns the number of the only line of a key. */
  double number(String key) {
    return Double.parseDouble(one(key).get(0));
  }

  /** Returns the summary. */
  RuleSummary summary() {
    return new RuleSummary(
        one(TEXT).get(0),
        one(COLUMNS),
        all(LINE).stream().map(f -> new Line(f.get(0), numbers(f.subList(1, f.size())))).toList(),
        all(NOTE).stream().map(f -> f.get(0)).toList());
  }

  /** Returns fields as numbers. */
  static List<Double> numbers(List<String> fields) {
    return fields.stream().map(Double::valueOf).toList();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      out.append(String.join("\t", line.stream().map(StateText::escaped).toList())).append('\n');
    }
    return out.toString();
  }

  private static String escaped(String field) {
    return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static String unescaped(String field) {
    StringBuilder out = new StringBuilder();
    boolean escape = false;
    for (char c : field.toCharArray()) {
      if (escape) {
        out.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
        escape = false;
      } else if (c == '\\') {
        escape = true;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
