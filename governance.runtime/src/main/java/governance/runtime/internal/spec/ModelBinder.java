package governance.runtime.internal.spec;

import governance.engine.Precision;

/** Reads the section {@code model}. */
final class ModelBinder {
  private final Fields model;

  ModelBinder(Fields model) {
    this.model = model;
  }

  ModelSpec bind() {
    ModelSpec spec =
        new ModelSpec(
            model.path("folder"),
            model.count("layers", 2, 1, 48),
            model.count("hidden", 128, 8, 8192),
            model.count("heads", 2, 1, 128),
            model.count("intermediate", 512, 8, 32_768),
            model.choice("precision", Precision.F32),
            dropout());
    if (spec.hidden() % spec.heads() != 0) {
      String got = "is " + spec.hidden() + " with " + spec.heads() + " heads";
      model.wrong("hidden", got, "a multiple of heads", "");
    }
    model.end();
    return spec;
  }

  private double dropout() {
    if (!model.has("dropout") && model.has("folder")) {
      model.text("dropout");
      return Double.NaN;
    }
    return model.number("dropout", 0.1, 0, 0.95);
  }
}
