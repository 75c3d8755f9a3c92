package governance.runtime.internal.settings;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunPlan;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Checks the settings given to one contribution against its declaration. The contribution gets what
 * was given and takes its own defaults; a plan shows both.
 */
public final class SettingsCheck {
  private static final String INT_RANGE =
      "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;

  private final String owner;
  private final SettingsType type;
  private final UnaryOperator<String> origin;
  private final Remedy remedy;
  private final List<Problem> problems;
  private final List<RunPlan.Value> values = new ArrayList<>();

  /**
   * Prepares for the settings that a run spec gives to one contribution.
   *
   * @param owner what errors call it, such as {@code penalty fairness.consistency}
   * @param type what it declares
   * @param origin where the value of a key came from
   * @param problems takes what is wrong
   */
  public SettingsCheck(
      String owner, SettingsType type, UnaryOperator<String> origin, List<Problem> problems) {
    this(owner, type, origin, Remedy.FIX_SPEC, problems);
  }

  /** Prepares for settings that come from elsewhere, with who can mend them. */
  public SettingsCheck(
      String owner,
      SettingsType type,
      UnaryOperator<String> origin,
      Remedy remedy,
      List<Problem> problems) {
    this.owner = owner;
    this.type = type;
    this.origin = origin;
    this.remedy = remedy;
    this.problems = problems;
  }

  /**
   * Checks what is given and returns it in the types that are declared, in order of declaration.
   */
  public Map<String, Object> check(Map<String, Object> given) {
    Map<String, Object> checked = new LinkedHashMap<>();
    for (Setting setting : type.settings()) {
      String key = setting.key();
      if (given.containsKey(key)) {
        checked.put(key, value(setting, given.get(key)));
        show(key, checked.get(key), origin.apply(key));
      } else if (setting.fallback() == null) {
        wrong(key, "has no value", allowed(setting), "Set it");
      } else {
        show(key, setting.fallback(), "default");
      }
    }
    unknown(given);
    return checked;
  }

  /**
   * Checks what is given, asking for nothing that is missing, and returns what fits in the types
   * that are declared.
   */
  public Map<String, Object> partial(Map<String, Object> given) {
    Map<String, Object> checked = new LinkedHashMap<>();
    for (Setting setting : type.settings()) {
      String key = setting.key();
      int before = problems.size();
      Object value = given.containsKey(key) ? value(setting, given.get(key)) : null;
      if (value != null && problems.size() == before) {
        checked.put(key, value);
      }
    }
    unknown(given);
    return checked;
  }

  private void unknown(Map<String, Object> given) {
    for (String key : given.keySet()) {
      if (type.find(key).isEmpty()) {
        String known = type.settings().isEmpty() ? "no settings" : String.join(", ", type.keys());
        wrong(key, "is no known setting", known, Suggestion.advice(key, type.keys(), "Remove it"));
      }
    }
  }

  /** Returns the effective values with their origins. */
  public List<RunPlan.Value> values() {
    return values;
  }

  private void show(String key, Object value, String from) {
    values.add(new RunPlan.Value(key, JsonText.writeLine(value), from));
  }

  private Object value(Setting setting, Object given) {
    if (!setting.list()) {
      return single(setting, given);
    }
    List<?> items = given instanceof List<?> l ? l : List.of(given);
    return items.stream().map(item -> single(setting, item)).toList();
  }

  private Object single(Setting setting, Object given) {
    Object value = converted(setting, given);
    boolean number = value instanceof Number;
    double d = number ? ((Number) value).doubleValue() : Double.NaN;
    boolean fits = value != null && !(d < setting.min()) && !(d > setting.max());
    if (number && !Double.isFinite(d)) {
      fits = false;
    }
    List<String> options = setting.options();
    if (fits && !options.isEmpty()) {
      String text = value.toString();
      fits = options.stream().anyMatch(text::equalsIgnoreCase);
    }
    if (!fits) {
      String advice = Suggestion.advice(String.valueOf(given), options, "");
      String allowed = number && tooLarge(setting, d) ? INT_RANGE : allowed(setting);
      wrong(setting.key(), "is " + JsonText.writeLine(given), allowed, advice);
      return setting.list() || setting.fallback() == null ? given : setting.fallback();
    }
    return value;
  }

  private static boolean tooLarge(Setting setting, double d) {
    return d > Integer.MAX_VALUE && setting.max() == Integer.MAX_VALUE
        || d < Integer.MIN_VALUE && setting.min() == Integer.MIN_VALUE;
  }

  /** Returns the value in the type of the setting, or null when it is of another one. */
  private static Object converted(Setting setting, Object given) {
    return switch (setting.type()) {
      case STRING -> given instanceof List || given instanceof Map ? null : given.toString();
      case BOOLEAN -> given instanceof Boolean ? given : null;
      case NUMBER -> given instanceof Number n ? (Object) n.doubleValue() : null;
      case WHOLE -> whole(given);
    };
  }

  private static Object whole(Object given) {
    if (given instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1L << 53) {
      return d.longValue();
    }
    return given instanceof Long ? given : null;
  }

  /** Returns in words what a setting takes. */
  public static String allowed(Setting setting) {
    if (!setting.options().isEmpty()) {
      return String.join(", ", setting.options());
    }
    String kind =
        switch (setting.type()) {
          case STRING -> "a text";
          case BOOLEAN -> "true or false";
          case WHOLE -> "a whole number";
          case NUMBER -> "a finite number";
        };
    String text = setting.list() ? "a list, each " + kind : kind;
    return text + range(setting.least(), setting.most());
  }

  private static String range(double least, double most) {
    if (!Double.isNaN(least) && !Double.isNaN(most)) {
      return " from " + bound(least) + " to " + bound(most);
    }
    if (!Double.isNaN(least)) {
      return " of at least " + bound(least);
    }
    return Double.isNaN(most) ? "" : " of at most " + bound(most);
  }

  private static String bound(double value) {
    return JsonText.writeLine(value);
  }

  private void wrong(String key, String got, String allowed, String advice) {
    String subject = owner + " setting " + key + " (" + origin.apply(key) + ")";
    problems.add(new Problem(remedy, subject, got, allowed, advice));
  }
}
