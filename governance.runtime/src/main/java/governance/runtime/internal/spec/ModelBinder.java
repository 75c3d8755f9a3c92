package governance.runtime.internal.spec;

import governance.engine.Precision;
import governance.runtime.internal.spec.ModelSpec.Start;

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
            dropout(),
            model.path("vocabulary"),
            model.choice("start", Start.RANDOM),
            model.count("positions", 0, 0, 8192),
            new TuningBinder(model).bind(),
            model.count("committee", 1, 1, 100));
    if (spec.folder().isPresent() && spec.vocabulary().isPresent()) {
      model.wrong(
          "vocabulary",
          "comes with a folder",
          "one of the two",
          "Remove it: the folder has its own");
    }
    if (spec.folder().isPresent() && spec.start() != Start.RANDOM) {
      model.wrong(
          "start", "comes with a folder", "one of the two", "Remove it: the folder has weights");
    }
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
