package governance.engine.internal.service;

import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TextModel;
import governance.engine.Tuning;
import governance.engine.internal.batch.Masker;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.MaskedHead;
import governance.engine.internal.model.EncoderModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.EncoderModule;
import java.io.IOException;
import java.util.List;

/** Makes models from folders or random weights. */
final class ModelFactory {
  private final Host host;

  ModelFactory(Host host) {
    this.host = host;
  }

  TextModel make(ModelRequest request) {
    if (request.classes().size() < 2) {
      throw GovernanceException.spec(
          "data.label",
          "classes " + request.classes(),
          "at least two classes",
          "Choose a label column with more than one value");
    }
    if (request.folder().isEmpty() && !request.tuning().equals(Tuning.FULL)) {
      throw GovernanceException.spec(
          "model.folder",
          "random weights, of which a part is not to be trained",
          "a folder with trained weights",
          "Set model.folder, or leave out model.adapter and model.freeze");
    }
    NDManager root = host.manager(host.device(request.device())).newSubManager();
    try {
      TunedModel tuned = new TunedModel(request);
      LoadedModel loaded =
          request.folder().isPresent() ? read(root, request, tuned) : random(root, request);
      EncoderModule module =
          request
              .folder()
              .flatMap(f -> new HuggingFaceFolder(f).module(root, loaded.config()))
              .orElse(null);
      Encoder encoder =
          new Encoder(
              host.script(), loaded.config(), loaded.parameters(), request.precision(), module);
      return new EncoderModel(
          host.script(),
          root,
          encoder,
          request.folder().isPresent(),
          loaded.notes(),
          masker(request),
          new MaskedHead(request.folder()),
          tuned::write,
          host.memory(root.getDevice()));
    } catch (RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  private static Masker masker(ModelRequest request) {
    boolean wanted = request.task() == Task.MASKED_LANGUAGE_MODEL;
    if (wanted != request.masking().isPresent()) {
      throw new IllegalArgumentException(request.task() + " with " + request.masking());
    }
    return request.masking().map(Masker::new).orElse(null);
  }

  private static LoadedModel read(NDManager root, ModelRequest request, TunedModel tuned) {
    HuggingFaceFolder folder = new HuggingFaceFolder(request.folder().orElseThrow());
    try {
      LoadedModel loaded =
          tuned.prepared(
              folder.read(root, request.task(), request.classes(), request.seed(), tuned::lora));
      ModelConfig config = withDropout(loaded.config(), request.dropout());
      return new LoadedModel(config, loaded.parameters(), loaded.notes());
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              request.folder().orElseThrow().toString(),
              "cannot be read: " + e,
              "",
              "Check the folder and its permissions"),
          e);
    }
  }

  private static LoadedModel random(NDManager root, ModelRequest request) {
    Architecture a = request.architecture();
    check(a);
    EncoderConfig encoder =
        EncoderConfig.bert(
            a.vocabulary(), a.hidden(), a.layers(), a.heads(), a.intermediate(), a.positions());
    ModelConfig config =
        withDropout(new ModelConfig(encoder, request.task(), request.classes()), request.dropout());
    Parameters parameters = new Parameters(root, config);
    new Initializer(config.encoder(), request.seed()).fill(parameters, name -> true);
    return new LoadedModel(config, parameters, List.of());
  }

  private static void check(Architecture a) {
    int least =
        List.of(a.vocabulary(), a.layers(), a.hidden(), a.heads(), a.intermediate(), a.positions())
            .stream()
            .min(Integer::compare)
            .orElseThrow();
    if (least < 1 || a.hidden() % a.heads() != 0) {
      throw GovernanceException.spec(
          "model",
          a.toString(),
          "sizes of at least 1, and hidden a multiple of heads",
          "Change model.hidden or model.heads");
    }
  }

  private static ModelConfig withDropout(ModelConfig config, double dropout) {
    if (Double.isNaN(dropout)) {
      return config;
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw GovernanceException.spec(
          "model.dropout", "got " + dropout, "a number in [0, 1)", "Use 0.1");
    }
    return config.withDropout(dropout);
  }
}
