package governance.runtime.internal.spec;

import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import java.util.Optional;

/** Reads which parameters of the model are trained: {@code model.adapter}, {@code model.freeze}. */
final class TuningBinder {
  private final Fields model;

  TuningBinder(Fields model) {
    this.model = model;
  }

  Tuning bind() {
    Optional<Adapter> adapter = adapter();
    Freeze freeze = freeze();
    if (adapter.isPresent() && !freeze.equals(Freeze.NOTHING)) {
      String got = "comes with model.adapter, which freezes the whole encoder itself";
      model.wrong("freeze", got, "one of the two", "Remove model.freeze");
    }
    if (!model.has("folder") && (adapter.isPresent() || !freeze.equals(Freeze.NOTHING))) {
      model.wrong(
          adapter.isPresent() ? "adapter" : "freeze",
          "needs model.folder: random weights that are not trained know nothing",
          "a folder with trained weights",
          "Set model.folder, or remove this");
    }
    return new Tuning(adapter, freeze);
  }

  private Optional<Adapter> adapter() {
    if (absent("adapter")) {
      return Optional.empty();
    }
    Fields adapter = model.object("adapter");
    Kind kind = adapter.choice("type", Kind.LORA);
    boolean given = adapter.has("folder");
    for (String key : given ? new String[] {"rank", "alpha", "targets"} : new String[0]) {
      if (adapter.has(key)) {
        String got = "comes with a folder, whose own counts";
        adapter.wrong(key, got, "one of the two", "Remove it");
      }
    }
    Adapter bound =
        new Adapter(
            adapter.path("folder"),
            adapter.count("rank", 8, 1, 8192),
            adapter.number("alpha", 16, 1e-6, 1e6),
            adapter.number("dropout", 0.05, 0, 0.95),
            adapter.texts("targets"),
            adapter.flag("merge", false));
    adapter.end();
    return kind == Kind.LORA ? Optional.of(bound) : Optional.empty();
  }

  private Freeze freeze() {
    if (absent("freeze")) {
      return Freeze.NOTHING;
    }
    if (model.raw("freeze").orElse(null) instanceof Node.Scalar) {
      String text = model.text("freeze", "");
      if (!text.equals("all")) {
        model.wrong("freeze", "is \"" + text + "\"", "\"all\", or {\"layers\": N}", "");
        return Freeze.NOTHING;
      }
      return new Freeze(true, Freeze.ALL_LAYERS);
    }
    Fields freeze = model.object("freeze");
    Freeze bound =
        new Freeze(freeze.flag("embeddings", true), freeze.count("layers", 0, 0, 10_000));
    freeze.end();
    return bound;
  }

  /** A member that is not given is noted as null; one of another type than object is reported. */
  private boolean absent(String key) {
    if (!model.has(key)) {
      model.text(key);
      return true;
    }
    return false;
  }

  /** Kinds of adapters. */
  private enum Kind {
    LORA
  }
}
