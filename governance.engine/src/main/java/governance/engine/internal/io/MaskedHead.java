package governance.engine.internal.io;

import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.ParameterLayout;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The head for hidden places that a folder has, put on an encoder that was tuned from it. The
 * decoder is the encoder's table of word embeddings, as it is after tuning.
 */
public final class MaskedHead {
  private static final List<String> CLASSES = List.of("other", "original");

  private final Optional<Path> folder;

  /** Names the folder that a model began with; empty for random weights. Nothing is read yet. */
  public MaskedHead(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Returns why there is no such head; empty if there is one. */
  public Optional<String> problem() {
    if (folder.isEmpty()) {
      return Optional.of(
          "the model began with random weights, without a head that fills in hidden places");
    }
    try {
      EncoderConfig encoder = new HuggingFaceFolder(folder.get()).encoder();
      if (encoder.family() != Family.BERT) {
        return Optional.of(
            "hidden places are filled in by models of type bert, and %s holds one of type %s"
                .formatted(folder.get(), encoder.family().type()));
      }
      ModelConfig config = config(encoder);
      try (WeightFiles files = WeightFiles.open(folder.get(), false)) {
        Set<String> absent = new TreeSet<>(new WeightReader(files, config).absentHead());
        return absent.isEmpty()
            ? Optional.empty()
            : Optional.of(
                folder.get() + " has no head that fills in hidden places: no " + first(absent));
      }
    } catch (IOException e) {
      return Optional.of(folder.get() + " cannot be read: " + e);
    } catch (GovernanceException e) {
      return Optional.of(e.problems().get(0).message());
    }
  }

  private static String first(Set<String> names) {
    return names.iterator().next();
  }

  private static ModelConfig config(EncoderConfig encoder) {
    return new ModelConfig(encoder, Task.MASKED_LANGUAGE_MODEL, CLASSES, 0);
  }

  /**
   * Returns a masked language model of a tuned encoder, low-rank updates added to its weights.
   *
   * @param root owns the copy
   */
  public LoadedModel under(NDManager root, ModelConfig tuned, Parameters parameters) {
    ModelConfig config = config(tuned.encoder());
    Set<String> body = new HashSet<>(ParameterLayout.shapes(config).keySet());
    ParameterLayout.maskedHead().forEach(body::removeAll);
    Parameters all = new Parameters(root, config);
    try (WeightFiles files = WeightFiles.open(folder.orElseThrow(), false)) {
      new WeightReader(files, config).readAll(all, body);
      MergedWeights merged = new MergedWeights(tuned, parameters);
      body.forEach(
          name -> merged.values(name).read(from -> all.values(name).write(to -> to.put(from))));
      return new LoadedModel(config, all, List.of());
    } catch (IOException e) {
      all.close();
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              folder.orElseThrow().toString(),
              "cannot be read: " + e,
              "",
              "Check the folder and its permissions"),
          e);
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }
}
