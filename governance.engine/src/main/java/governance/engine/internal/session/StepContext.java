package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.engine.Term;
import governance.engine.internal.batch.EncodedBatch;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.GradMode;
import governance.engine.internal.train.Passes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** One part of a batch as penalties see it. What is asked for twice is computed once. */
final class StepContext implements PenaltyContext {
  private final SessionSetup setup;
  private final Position position;
  private final Passes passes;
  private final TensorSpace space;
  private final TrainingRows rows;
  private final PartArrays arrays;
  private final EncodedBatch batch;
  private final Inputs inputs;
  private final Pass pass;
  private final Tensor logits;
  private final Tensor labels;
  private final Tensor rowLosses;
  private final Map<String, Tensor> made = new LinkedHashMap<>();
  private final Map<String, List<Tensor>> estimates = new LinkedHashMap<>();
  private Map<String, Tensor> parameters;
  private String owner = "";
  private boolean looks;
  private List<Tensor> partyLogits;

  /** Where in the run a step is, how long its texts may be, and what was packed for steps. */
  record Position(long step, long steps, int most, Parcels parcels) {}

  StepContext(SessionSetup setup, Position position, Passes passes, TrainingRows rows) {
    this(setup, position, passes, rows, in -> passes.forward(in, setup.terms().isEmpty()));
  }

  /** A part with a forward pass of its own kind. */
  StepContext(
      SessionSetup setup,
      Position position,
      Passes passes,
      TrainingRows rows,
      Function<Inputs, Pass> forward) {
    this.setup = setup;
    this.position = position;
    this.passes = passes;
    this.rows = rows;
    space = new TensorSpace(setup.script(), passes.manager());
    space.guard(
        what -> {
          passes.explicit(what);
          passes.whole(what);
        });
    arrays = new PartArrays(setup, position.parcels(), position.step(), rows, space);
    batch = arrays.batch();
    inputs = arrays.inputs();
    pass = forward.apply(inputs);
    logits = space.wrap(pass.logits());
    labels = arrays.labels();
    rowLosses = arrays.losses(pass.logits());
  }

  private boolean sequences() {
    return setup.encoder().config().task() == Task.SEQUENCE_CLASSIFICATION;
  }

  private int padding() {
    return Math.max(0, setup.encoder().config().encoder().padding());
  }

  /** Returns the sum of the loss over each row's labels, [B]. */
  Tensor lossSums() {
    return rowLosses.slice(0, 1, 2).squeeze(0);
  }

  /** Returns the sum of the rows' losses, each as it is for the row alone. */
  Tensor ownLosses() {
    return lossSums().mul(arrays.factors()).sum();
  }

  /** Says whose own tensors are asked for from now on. */
  StepContext of(Term term) {
    owner = term.id();
    return this;
  }

  @Override
  public Tensor representation() {
    return once("representation", () -> space.wrap(pass.hidden()));
  }

  /** Returns the tensors that a term trains itself. */
  List<Tensor> own(Term term) {
    return setup.own().of(term.id()).stream().map(space::wrap).toList();
  }

  @Override
  public Tensor own(String name) {
    NDArray found = setup.own().get(owner, name);
    if (found == null) {
      throw new IllegalArgumentException(owner + " declared no parameter \"" + name + "\"");
    }
    return space.wrap(found);
  }

  @Override
  public Tensor buffer(String name) {
    long[] shape = bufferShape(name);
    NDArray values = setup.own().buffers().values(owner, name);
    return space.wrap(
        space.script().call("t_reshape").with(values).with(shape).one(space.manager()));
  }

  @Override
  public void keep(String name, Tensor value) {
    long[] shape = bufferShape(name);
    if (!Arrays.equals(shape, value.shape())) {
      throw new IllegalArgumentException(
          "buffer %s has shape %s, got %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(value.shape())));
    }
    passes.explicit("a penalty keeps values from step to step");
    finite("buffer " + name, value);
    setup.own().buffers().keep(owner, name, TensorSpace.array(value));
  }

  private long[] bufferShape(String name) {
    long[] shape = setup.own().buffers().shape(owner, name);
    if (shape == null) {
      throw new IllegalArgumentException(owner + " declared no buffer \"" + name + "\"");
    }
    return shape;
  }

  /** Looks only where a step is done again to say why it failed: looking waits for the device. */
  private void finite(String what, Tensor values) {
    if (looks) {
      for (double value : values.toArray()) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(what + " would hold " + value);
        }
      }
    }
  }

  /** Checks values at once from now on. */
  StepContext looking() {
    looks = true;
    return this;
  }

  @Override
  public void contribute(String name, Tensor values) {
    finite("statistic " + name, values);
    NDArray each = TensorSpace.array(values);
    setup.own().statistics().contribute(owner, name, rows.rows(), each);
  }

  @Override
  public Tensor released(String name) {
    return space.wrap(
        setup.own().statistics().released(space.manager(), owner, name, position.step()));
  }

  @Override
  public void estimated(Tensor gap, Tensor standardError) {
    estimates.put(owner, List.of(gap, standardError));
  }

  /** Returns what terms said of their precision, gap and standard error by id. */
  Map<String, List<Tensor>> estimates() {
    return estimates;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public long step() {
    return position.step();
  }

  @Override
  public long steps() {
    return position.steps();
  }

  @Override
  public Batch input() {
    return batch;
  }

  @Override
  public Tensor logits() {
    return logits;
  }

  @Override
  public Tensor probabilities() {
    return once("probabilities", () -> logits.softmax(-1));
  }

  @Override
  public Tensor outputs() {
    return sequences() ? probabilities() : once("outputs", this::meanOutputs);
  }

  /** What one makes may need another, which a map's computeIfAbsent does not allow. */
  private Tensor once(String name, Supplier<Tensor> maker) {
    Tensor tensor = made.get(name);
    if (tensor == null) {
      tensor = maker.get();
      made.put(name, tensor);
    }
    return tensor;
  }

  private Tensor meanOutputs() {
    Tensor labelled = labels.gt(labels.constant(-1));
    Tensor sums = probabilities().mul(labelled.unsqueeze(2)).sum(1);
    return sums.div(labelled.sum(1).clampMin(1).unsqueeze(1));
  }

  @Override
  public Tensor favourable() {
    int favourable = setup.data().favourable();
    if (favourable < 0) {
      throw GovernanceException.spec(
          "data.favourable",
          "not set, and a penalty needs the favourable class",
          "one of " + setup.encoder().config().labels(),
          "Name the favourable class");
    }
    return once("favourable", () -> outputs().slice(1, favourable, favourable + 1L).squeeze(1));
  }

  @Override
  public Tensor embeddings() {
    setup.encoder().needWords();
    passes.whole("a penalty reads word embeddings");
    return once("embeddings", () -> space.wrap(pass.word()));
  }

  @Override
  public Tensor mask() {
    return batch.mask();
  }

  @Override
  public Tensor labels() {
    return labels;
  }

  @Override
  public Tensor sampleLoss() {
    return once("sampleLoss", () -> rowLosses.slice(0, 0, 1).squeeze(0));
  }

  @Override
  public Tensor weights() {
    return once("weights", arrays::weights);
  }

  @Override
  public Tensor membership(String protectedColumn) {
    Groups groups = named("protected column", protectedColumn, setup.data().groups());
    return once("in " + protectedColumn, () -> arrays.membership(protectedColumn, groups));
  }

  private static <T> T named(String what, String name, Map<String, T> all) {
    T found = all.get(name);
    if (found == null) {
      throw GovernanceException.spec(
          what + " " + name,
          "not in the data",
          String.join(", ", all.keySet()),
          "Name one of these");
    }
    return found;
  }

  @Override
  public Tensor content() {
    return once("content", arrays::content);
  }

  @Override
  public Tensor column(String name) {
    double[] all = named("numeric column", name, setup.data().numbers());
    return once("column " + name, () -> arrays.column(name, all));
  }

  @Override
  public List<Tensor> partyLogits() {
    if (partyLogits == null) {
      partyLogits = GradMode.off(() -> setup.parties().stream().map(this::partyLogits).toList());
    }
    return partyLogits;
  }

  private Tensor partyLogits(PartyEncoder party) {
    return party.answers() == null
        ? space.wrap(party.encoder().infer(space.manager(), inputs).logits())
        : arrays.answers(party);
  }

  @Override
  public Map<String, Tensor> parameters() {
    if (parameters == null) {
      parameters = new LinkedHashMap<>();
      List<NDArray> arrays = passes.parameters();
      List<Leaf> leaves = setup.encoder().parameters().leaves();
      for (int i = 0; i < leaves.size(); i++) {
        addParts(leaves.get(i), space.wrap(arrays.get(i)));
      }
    }
    return parameters;
  }

  private void addParts(Leaf leaf, Tensor whole) {
    for (int i = 0; i < leaf.parts().size(); i++) {
      long from = (long) i * leaf.rows();
      boolean one = leaf.parts().size() == 1;
      parameters.put(leaf.parts().get(i), one ? whole : whole.slice(0, from, from + leaf.rows()));
    }
  }

  @Override
  public Tensor forward(Tensor embeddings) {
    return space.wrap(passes.forward(TensorSpace.array(embeddings), inputs).logits());
  }

  @Override
  public Tensor forward(Batch other) {
    if (other instanceof EncodedBatch encoded) {
      if (encoded != batch) {
        passes.explicit("a penalty encodes other texts");
      }
      return space.wrap(passes.forward(encoded.inputs(), false).logits());
    }
    throw new IllegalArgumentException("forward: the batch was not made by encode");
  }

  @Override
  public Batch encode(List<String> texts) {
    return EncodedBatch.of(space, setup.tokenizer().encode(texts, position.most()), padding());
  }

  @Override
  public List<String> texts() {
    return rows.plain();
  }

  @Override
  public Tensor constant(double value) {
    return logits.constant(value);
  }
}
