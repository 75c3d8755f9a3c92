package governance.runtime.internal.cli.terminal;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and errors
 * @param colours whether results may be coloured
 * @param live whether progress may overwrite its line
 * @param width columns
 */
public record Terminal(PrintStream out, PrintStream err, boolean colours, boolean live, int width) {
  private static final String ESCAPE = "\u001b[";

  public String bold(String text) {
    return paint("1", text);
  }

  public String good(String text) {
    return paint("32", text);
  }

  public String warning(String text) {
    return paint("33", text);
  }

  public String bad(String text) {
    return paint("31", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colours ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
