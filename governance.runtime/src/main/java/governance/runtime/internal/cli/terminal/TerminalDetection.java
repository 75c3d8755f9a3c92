package governance.runtime.internal.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds out whether a person looks at the streams. */
public final class TerminalDetection {
  public static final int USUAL_WIDTH = 100;

  private TerminalDetection() {}

  /**
   * Describes the streams.
   *
   * @param environment honours NO_COLOR (https://no-color.org), TERM and COLUMNS
   * @param properties {@code governance.terminal.out} and {@code governance.terminal.err}, true or
   *     false, overrule the detection: Java knows only whether input and output are both a terminal
   */
  public static Terminal of(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      UnaryOperator<String> properties) {
    boolean able = !"dumb".equals(environment.get("TERM"));
    boolean detected = interactive();
    boolean outSeen = set(properties.apply("governance.terminal.out"), detected) && able;
    boolean errSeen = set(properties.apply("governance.terminal.err"), detected) && able;
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, err, outSeen && !plain, errSeen, width(environment.get("COLUMNS")));
  }

  private static boolean set(String property, boolean otherwise) {
    return property == null ? otherwise : Boolean.parseBoolean(property);
  }

  private static int width(String columns) {
    return columns != null && columns.matches("\\d{2,3}")
        ? Math.max(40, Integer.parseInt(columns))
        : USUAL_WIDTH;
  }

  private static boolean interactive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is always a console, and it says itself whether it is a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
