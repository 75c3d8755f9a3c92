package governance.engine.internal.service;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.ModelRequest;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.PeftFolder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.FrozenLeaves;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.LoraTargets;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** How a model is tuned and written: low-rank updates and frozen parts. */
final class TunedModel {
  private final Tuning tuning;
  private final Optional<Path> base;
  private final long seed;

  TunedModel(ModelRequest request) {
    this(request.tuning(), request.folder(), request.seed());
  }

  private TunedModel(Tuning tuning, Optional<Path> base, long seed) {
    this.tuning = tuning;
    this.base = base;
    this.seed = seed;
  }

  /** What is wrong with a tuning of a folder's model, as far as its files tell. */
  static List<Problem> problems(Path folder, Tuning tuning) {
    try {
      HuggingFaceFolder base = new HuggingFaceFolder(folder);
      EncoderConfig encoder = base.encoder();
      Optional<Lora> lora = new TunedModel(tuning, Optional.of(folder), 0).lora(encoder);
      List<String> classes = List.of("0", "1");
      var config = new ModelConfig(encoder, Task.TOKEN_CLASSIFICATION, classes, 0, lora);
      BitSet frozen = FrozenLeaves.of(config, tuning);
      Optional<Path> adapter = tuning.adapter().flatMap(Adapter::folder);
      if (adapter.isPresent()) {
        new PeftFolder(adapter.get()).checkBase(base, config, frozen);
      }
      return List.of();
    } catch (GovernanceException e) {
      return e.problems();
    } catch (IOException e) {
      String got = "cannot be read: " + e;
      return List.of(new Problem(Remedy.FIX_MACHINE, "" + folder, got, "", "Check the folder"));
    }
  }

  /** The updates of an encoder, before its weights are read. */
  Optional<Lora> lora(EncoderConfig encoder) throws IOException {
    if (tuning.adapter().isEmpty()) {
      return Optional.empty();
    }
    Adapter adapter = tuning.adapter().get();
    if (adapter.folder().isPresent()) {
      Lora own = new PeftFolder(adapter.folder().get()).lora(encoder);
      return Optional.of(new Lora(own.rank(), own.alpha(), adapter.dropout(), own.modules()));
    }
    var modules = new LoraTargets(encoder).modules(adapter.targets());
    return Optional.of(new Lora(adapter.rank(), adapter.alpha(), adapter.dropout(), modules));
  }

  /** Fills the updates of a model whose base is there, and says what is trained. */
  LoadedModel prepared(LoadedModel read) throws IOException {
    ModelConfig config = read.config();
    Parameters parameters = read.parameters();
    parameters.freeze(FrozenLeaves.of(config, tuning));
    List<String> notes = new ArrayList<>(read.notes());
    if (config.lora().isPresent()) {
      Optional<Path> folder = tuning.adapter().flatMap(Adapter::folder);
      if (folder.isPresent()) {
        notes.addAll(new PeftFolder(folder.get()).read(config, parameters));
      } else {
        new Initializer(config.encoder(), seed).fillUpdates(parameters);
      }
    }
    return new LoadedModel(config, parameters, notes);
  }

  /** Writes the model as an adapter, or with everything in its weights. */
  void write(ModelConfig config, Parameters parameters, Path folder) throws IOException {
    if (config.lora().isPresent() && !tuning.adapter().orElseThrow().merge()) {
      String place = base.map(Path::toString).orElse("");
      new PeftFolder(folder).write(config, parameters, place);
    } else {
      new HuggingFaceFolder(folder).write(config, parameters);
    }
  }
}
