package governance.engine.internal.session;

import governance.engine.internal.nn.Encoder;

/**
 * Another party's model.
 *
 * @param name its name in the run spec
 * @param encoder the model, of the same task, classes and vocabulary
 */
public record PartyEncoder(String name, Encoder encoder) {}
