package governance.api.explain;

import governance.api.Settings;
import governance.api.model.Batch;
import org.osgi.annotation.versioning.ConsumerType;

/** Explains predictions by how much each token contributed. */
@ConsumerType
public interface Explainer {
  /** Explains every text of a batch. Deterministic. Called by the run's thread. */
  Explanation explain(ExplainedModel model, Batch batch, Settings settings);
}
