package governance.runtime.internal.plan;

import governance.engine.MemoryModel;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Tuning;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.RunSpec;
import java.util.Optional;

/** Sizes of a model that is not open yet, for estimates: exact but for heads and odd layers. */
final class ModelSize {
  /** Word pieces of the vocabulary that ships; one of a folder is about as large. */
  private static final int VOCABULARY = 8000;

  private final RunSpec spec;
  private final Architecture shape;
  private final long parameters;

  /** Takes the sizes of a folder's model, or those that the spec gives to random weights. */
  ModelSize(RunSpec spec, Optional<ModelDescription> folder) {
    this.spec = spec;
    this.shape = folder.flatMap(ModelDescription::shape).orElseGet(() -> random(spec));
    this.parameters =
        folder.map(ModelDescription::parameters).filter(n -> n > 0).orElseGet(this::counted);
  }

  private static Architecture random(RunSpec spec) {
    ModelSpec m = spec.model();
    int positions = Math.max(m.positions(), spec.train().maxLength());
    return new Architecture(
        VOCABULARY, m.layers(), m.hidden(), m.heads(), m.intermediate(), positions);
  }

  private long counted() {
    return embeddings() + shape.layers() * layer() + head();
  }

  private long embeddings() {
    return (long) (shape.vocabulary() + shape.positions() + 4) * shape.hidden();
  }

  private long layer() {
    long e = shape.hidden();
    return 4 * e * e + 9 * e + 2 * e * shape.intermediate() + shape.intermediate();
  }

  private long head() {
    long e = shape.hidden();
    return e * e + 3 * e;
  }

  private long trained() {
    Tuning tuning = spec.model().tuning();
    if (tuning.adapter().isPresent()) {
      return Math.min(parameters, head() + adapted(tuning.adapter().get()));
    }
    Freeze freeze = tuning.freeze();
    int layers = Math.min(shape.layers(), freeze.layers());
    long frozen = layers * layer() + (freeze.embeddings() ? embeddings() : 0);
    return Math.max(head(), parameters - frozen);
  }

  /** Query and value are two of six linear layers, of which two are wider. */
  private long adapted(Adapter adapter) {
    int sites = adapter.targets().isEmpty() ? 2 : 8;
    return 2L * sites * adapter.rank() * shape.hidden() * shape.layers();
  }

  /** Returns what training takes. */
  MemoryModel model(boolean penalties) {
    ModelSpec m = spec.model();
    int classes = 2;
    // the folder's own dropout is not known here; nearly all have some
    boolean dropout = Double.isNaN(m.dropout()) || m.dropout() > 0;
    return new MemoryModel(
        shape, parameters, trained(), spec.task(), classes, m.precision(), dropout, penalties);
  }
}
