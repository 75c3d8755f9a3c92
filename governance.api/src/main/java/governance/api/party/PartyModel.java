package governance.api.party;

import governance.api.Settings;
import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A model that another party holds: it answers for texts and is not handed out. It takes part where
 * a party's folder of weights would, in penalties through {@link
 * governance.api.train.PenaltyContext#partyLogits()}, whose values are the logarithms of these
 * probabilities. For sequence classification.
 *
 * @since 1.1
 */
@ConsumerType
public interface PartyModel {
  /**
   * Returns the probability of each class for each text, {@code [text][class]}: finite, at least 0,
   * summing to 1 up to 0.001. Asked by the run's thread before training, once for each different
   * text of the training and test rows, some at a time; must be deterministic.
   *
   * @param texts at least one, as the run's model reads them; protected attributes are not in them
   *     unless the spec lets the model read them
   * @param classes names of the classes in the order wanted
   * @param settings the party's settings
   * @throws IOException if the party cannot be reached, or does not answer within a time that this
   *     method sets itself, since nobody else ends a call; the run ends before training
   * @throws governance.api.GovernanceException if it has another task or other classes
   */
  double[][] probabilities(List<String> texts, List<String> classes, Settings settings)
      throws IOException;
}
