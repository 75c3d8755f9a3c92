package governance.runtime.internal.cli.evaluate;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.run.Predicted;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions as a table: one line for each row, or for each word where words are classified, as
 * comma separated values (RFC 4180) with a header, or as lines of JSON with the same names.
 */
final class PredictionFile {
  private final Predicted predicted;
  private final EvaluationSet judged;

  PredictionFile(Predicted predicted) {
    this.predicted = predicted;
    this.judged = predicted.decided().map(d -> d.set()).orElse(predicted.plain());
    refuseTwice();
  }

  /** Refuses a column of the data that has the name of one of these. */
  private void refuseTwice() {
    List<String> own = new ArrayList<>(List.of("row", "word", "text", "predicted", "decided"));
    own.addAll(List.of("fallback", "draw"));
    judged.classes().forEach(name -> own.add("p_" + name));
    for (String name : predicted.kept().keySet()) {
      if (own.contains(name)) {
        throw GovernanceException.spec(
            "--keep",
            "column \"" + name + "\" has the name of one that predictions have",
            "others than " + own,
            "Rename it in the data");
      }
    }
  }

  void write(Writer to, boolean json) throws IOException {
    BufferedWriter out = new BufferedWriter(to);
    int text = 0;
    for (int at = 0; at < judged.size(); at++) {
      int[] starts = judged.sequences();
      while (starts != null && text + 1 < starts.length && starts[text + 1] <= at) {
        text++;
      }
      Map<String, Object> line =
          starts == null ? line(at, at, -1) : line(at, text, at - starts[text]);
      if (at == 0 && !json) {
        out.write(separated(line.keySet()));
      }
      out.write(json ? JsonText.writeLine(line) + "\n" : separated(line.values()));
    }
    out.flush();
  }

  /**
   * One line.
   *
   * @param at the row, or the word among all words
   * @param row the row of the data
   * @param word the word's index in its row, or −1
   */
  private Map<String, Object> line(int at, int row, int word) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("row", predicted.names().get(row));
    if (word >= 0) {
      line.put("word", word);
      line.put("text", predicted.words().get(row).get(word));
    }
    for (int c = 0; c < judged.classes().size(); c++) {
      line.put("p_" + judged.classes().get(c), probability(judged.scores(c)[at]));
    }
    line.put("predicted", judged.classes().get(predicted.plain().predictions()[at]));
    predicted
        .decided()
        .ifPresent(
            d -> {
              line.put("decided", judged.classes().get(d.set().predictions()[at]));
              line.put("fallback", d.fallbacks()[at]);
              line.put("draw", d.set().draws()[at]);
            });
    predicted.kept().forEach((name, values) -> line.put(name, values.get(row)));
    return line;
  }

  /** The model computes in single precision: more digits would say nothing. */
  private static Object probability(double value) {
    return (double) (float) value == value ? (Object) (float) value : (Object) value;
  }

  private static String separated(Iterable<?> values) {
    StringBuilder line = new StringBuilder();
    String between = "";
    for (Object value : values) {
      line.append(between).append(field(value));
      between = ",";
    }
    return line.append('\n').toString();
  }

  private static String field(Object value) {
    String text =
        value == null ? "" : value instanceof Number ? Json.canonical(value) : value.toString();
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
