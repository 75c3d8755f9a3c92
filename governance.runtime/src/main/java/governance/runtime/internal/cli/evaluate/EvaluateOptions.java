package governance.runtime.internal.cli.evaluate;

import governance.api.GovernanceException;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --set} may change of an evaluation, with the keys that a run spec has.
 *
 * @param bootstrap replicates, 0 for neither intervals nor tests
 * @param level confidence level
 * @param stratified whether each combination of groups keeps its number of rows
 * @param settings settings of metrics by id
 */
public record EvaluateOptions(
    int bootstrap, double level, boolean stratified, Map<String, Map<String, Object>> settings) {
  private static final List<String> KEYS =
      List.of("evaluation.bootstrap", "evaluation.level", "evaluation.stratified");
  private static final String METRICS = "metrics.";
  private static final String SETTINGS = ".settings.";

  public static EvaluateOptions of(Map<String, String> set) {
    int bootstrap = 1000;
    double level = 0.95;
    boolean stratified = true;
    Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
    for (Map.Entry<String, String> one : set.entrySet()) {
      String key = one.getKey();
      Object value = plain(key, JsonText.lenient(one.getValue(), "--set"));
      int at = key.indexOf(SETTINGS);
      if (key.equals("evaluation.bootstrap")) {
        bootstrap = (int) number(key, value, 0, 100_000, true);
      } else if (key.equals("evaluation.level")) {
        level = number(key, value, 0.5, 0.9999, false);
      } else if (key.equals("evaluation.stratified") && value instanceof Boolean b) {
        stratified = b;
      } else if (key.startsWith(METRICS) && at > METRICS.length()) {
        settings
            .computeIfAbsent(key.substring(METRICS.length(), at), id -> new LinkedHashMap<>())
            .put(key.substring(at + SETTINGS.length()), value);
      } else {
        throw GovernanceException.spec(
            "--set " + key,
            "got " + one.getValue(),
            "metrics.ID.settings.KEY, evaluation.bootstrap, evaluation.level,"
                + " evaluation.stratified (true or false)",
            Suggestion.advice(key, KEYS, "Correct it"));
      }
    }
    return new EvaluateOptions(bootstrap, level, stratified, settings);
  }

  private static double number(String key, Object got, double least, double most, boolean whole) {
    double value = got instanceof Number n ? n.doubleValue() : Double.NaN;
    if (!(value >= least && value <= most) || whole && value != Math.rint(value)) {
      throw GovernanceException.spec(
          "--set " + key,
          "got " + got,
          (whole ? "a whole number" : "a number")
              + " from "
              + JsonText.writeLine(least)
              + " to "
              + JsonText.writeLine(most),
          "Correct it");
    }
    return value;
  }

  /** Returns a value or list of values as plain Java. */
  public static Object plain(String key, Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.value();
    }
    if (node instanceof Node.Array array) {
      return array.items().stream().map(item -> plain(key, item)).toList();
    }
    throw GovernanceException.spec(
        "--set " + key, "is an object", "a value or a list", "Set each setting by itself");
  }
}
