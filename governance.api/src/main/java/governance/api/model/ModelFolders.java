package governance.api.model;

import java.nio.file.Path;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets contributions ask a model that lies in a folder, such as one that an earlier run has tuned
 * to find names. A service of the runtime: refer to it with {@code @Reference}. Called on the
 * thread that the contribution is called on, which is the one that may use the engine.
 *
 * @since 1.1
 */
@ProviderType
@FunctionalInterface
public interface ModelFolders {
  /**
   * Opens a model, hands it to the question and closes it.
   *
   * @param folder a folder in Hugging Face layout with a model that classifies texts or words
   * @param question asks the model, which must not be kept
   * @throws governance.api.GovernanceException if there is no such model, or it cannot be used
   */
  <R> R ask(Path folder, Function<? super QueryableModel, ? extends R> question);
}
