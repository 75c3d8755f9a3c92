package governance.engine.internal.session;

import governance.engine.internal.nn.Encoder;

/**
 * Another party's model.
 *
 * @param name its name in the run spec
 * @param encoder the model, of the same task, classes and vocabulary, or null
 * @param answers probabilities that it gave for the training rows, or null
 */
public record PartyEncoder(String name, Encoder encoder, float[][] answers) {
  @Override
  public boolean equals(Object other) {
    return other instanceof PartyEncoder p && name.equals(p.name) && answers == p.answers;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
