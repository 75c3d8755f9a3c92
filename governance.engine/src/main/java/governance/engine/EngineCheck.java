package governance.engine;

/**
 * One check of the engine.
 *
 * @param name what was checked
 * @param passed whether the result was the known one
 * @param detail got and expected, for readers
 * @param millis how long it took
 */
public record EngineCheck(String name, boolean passed, String detail, long millis) {
  /** What checks of noise are called. */
  public static final String NOISE = "noise";

  /** Returns whether it is about noise, which only runs with a gradient policy draw. */
  public boolean noise() {
    return name.matches("(gpu:\\d+ )?" + NOISE + "( .*)?");
  }
}
