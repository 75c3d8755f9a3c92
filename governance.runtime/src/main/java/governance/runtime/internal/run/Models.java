package governance.runtime.internal.run;

import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.PartySpec;
import governance.runtime.internal.spec.RunSpec;
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
    Tokenizer tokenizer = engine.tokenizer(spec.model().folder());
    open.add(0, tokenizer::close);
    return tokenizer;
  }

  TextModel base(Classes classes, Tokenizer tokenizer) {
    return keep(engine.model(request(spec.model().folder(), classes, tokenizer.vocabulary())));
  }

  /** Opens the model to be tuned once more; the caller closes it. */
  TextModel second(Classes classes, Tokenizer tokenizer) {
    return engine.model(request(spec.model().folder(), classes, tokenizer.vocabulary()));
  }

  List<Party> parties(Classes classes, Tokenizer tokenizer) {
    List<Party> parties = new ArrayList<>();
    for (PartySpec party : spec.parties()) {
      Optional<Path> folder = Optional.of(party.model());
      parties.add(
          new Party(
              party.name(), keep(engine.model(request(folder, classes, tokenizer.vocabulary())))));
    }
    return parties;
  }

  private ModelRequest request(Optional<Path> folder, Classes classes, int vocabulary) {
    ModelSpec m = spec.model();
    Architecture shape =
        new Architecture(
            vocabulary,
            m.layers(),
            m.hidden(),
            m.heads(),
            m.intermediate(),
            spec.train().maxLength());
    return new ModelRequest(
        folder,
        shape,
        spec.task(),
        classes.names(),
        spec.train().seed(),
        device,
        m.precision(),
        m.dropout());
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
