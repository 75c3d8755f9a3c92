package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.data.Split;
import governance.api.model.Task;
import governance.engine.Engine;
import governance.engine.Masking;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.ModelSpec.Start;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.TrainSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the models of a run: the one to be tuned and those of other parties. */
final class Models implements AutoCloseable {
  private final List<Runnable> open = new ArrayList<>();
  private final Engine engine;
  private final RunSpec spec;
  private final String device;

  Models(Engine engine, RunSpec spec, String device) {
    this.engine = engine;
    this.spec = spec;
    this.device = device;
  }

  Tokenizer tokenizer() {
    ModelSpec m = spec.model();
    Tokenizer tokenizer = engine.tokenizer(m.folder().isPresent() ? m.folder() : m.vocabulary());
    open.add(0, tokenizer::close);
    return tokenizer;
  }

  TextModel base(PreparedData data, Tokenizer tokenizer) {
    return keep(second(data, tokenizer));
  }

  /** Opens the model to be tuned once more; the caller closes it. */
  TextModel second(PreparedData data, Tokenizer tokenizer) {
    return member(data, tokenizer, spec.train().seed());
  }

  /** Opens the model to be tuned with new weights from another seed; the caller closes it. */
  TextModel member(PreparedData data, Tokenizer tokenizer, long seed) {
    ModelSpec m = spec.model();
    TextModel model =
        engine.model(request(m.folder(), data.classes(), tokenizer, m.tuning(), seed));
    if (m.start() == Start.CO_OCCURRENCE) {
      model.startFromCoOccurrence(data.split(Split.TRAIN).inputs(), seed);
    }
    return model;
  }

  /** Opens a party's model. */
  TextModel party(Path folder, Classes classes, Tokenizer tokenizer) {
    long seed = spec.train().seed();
    return keep(engine.model(request(Optional.of(folder), classes, tokenizer, Tuning.FULL, seed)));
  }

  /** Opens a model that a run has tuned, from the folder that it was written to. */
  TextModel tuned(Path folder, Classes classes, Tokenizer tokenizer) {
    long seed = spec.train().seed();
    Optional<Adapter> adapter = spec.model().tuning().adapter().filter(a -> !a.merge());
    if (adapter.isEmpty()) {
      return keep(
          engine.model(request(Optional.of(folder), classes, tokenizer, Tuning.FULL, seed)));
    }
    Adapter a = adapter.get();
    Adapter kept =
        new Adapter(Optional.of(folder), a.rank(), a.alpha(), a.dropout(), a.targets(), false);
    Tuning tuning = new Tuning(Optional.of(kept), spec.model().tuning().freeze());
    return keep(engine.model(request(spec.model().folder(), classes, tokenizer, tuning, seed)));
  }

  /** Opens the tokenizer of a folder. */
  Tokenizer tokenizer(Path folder) {
    Tokenizer tokenizer = engine.tokenizer(Optional.of(folder));
    open.add(0, tokenizer::close);
    return tokenizer;
  }

  private ModelRequest request(
      Optional<Path> folder, Classes classes, Tokenizer tokenizer, Tuning tuning, long seed) {
    ModelSpec m = spec.model();
    Architecture shape =
        new Architecture(
            tokenizer.vocabulary(),
            m.layers(),
            m.hidden(),
            m.heads(),
            m.intermediate(),
            Math.max(m.positions(), spec.train().maxLength()));
    return new ModelRequest(
        folder,
        shape,
        spec.task(),
        classes.names(),
        seed,
        device,
        m.precision(),
        m.dropout(),
        masking(tokenizer),
        tuning);
  }

  private Optional<Masking> masking(Tokenizer tokenizer) {
    if (spec.task() != Task.MASKED_LANGUAGE_MODEL) {
      return Optional.empty();
    }
    if (tokenizer.mask() < 0) {
      throw GovernanceException.spec(
          "task",
          "is masked-language-model, and the tokenizer has no mask token",
          "a tokenizer with [MASK] or <mask>",
          "Choose another model.folder or model.vocabulary");
    }
    TrainSpec t = spec.train();
    return Optional.of(
        new Masking(tokenizer.mask(), tokenizer.vocabulary(), t.maskShare(), t.wholeWords()));
  }

  private TextModel keep(TextModel model) {
    open.add(0, model::close);
    return model;
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}
