package governance.runtime.internal.spec;

import java.nio.file.Path;

/**
 * Another party whose model takes part.
 *
 * @param name its name, unique in the run
 * @param model folder of its model in Hugging Face layout, absolute
 */
public record PartySpec(String name, Path model) {}
