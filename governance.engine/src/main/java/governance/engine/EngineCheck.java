package governance.engine;

/**
 * One check of the engine.
 *
 * @param name what was checked
 * @param passed whether the result was the known one
 * @param detail got and expected, for readers
 * @param millis how long it took
 */
public record EngineCheck(String name, boolean passed, String detail, long millis) {}
