package governance.engine.internal.io;

import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import java.util.List;

/**
 * A model read from a folder.
 *
 * @param config its shape
 * @param parameters its weights, owned by the caller
 * @param notes what a reader should know, such as a new head
 */
public record LoadedModel(ModelConfig config, Parameters parameters, List<String> notes) {
  /** Copies the notes. */
  public LoadedModel {
    notes = List.copyOf(notes);
  }
}
