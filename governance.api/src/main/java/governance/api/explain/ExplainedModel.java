package governance.api.explain;

import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model that is being explained: in inference mode (no dropout), differentiable in its
 * embeddings.
 */
@ProviderType
public interface ExplainedModel {
  /** Returns what the model predicts. */
  Task task();

  /** Returns the names of the classes. */
  List<String> classes();

  /** Returns the word embeddings of a batch, [B, T, H]. */
  Tensor embeddings(Batch batch);

  /**
   * Returns the embeddings of an input that says nothing, [B, T, H]: padding in place of every
   * token that is not special.
   */
  Tensor baseline(Batch batch);

  /** Returns the logits for given embeddings of a batch, [B, C] or [B, T, C]. */
  Tensor logits(Batch batch, Tensor embeddings);
}
