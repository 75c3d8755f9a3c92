package governance.engine.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.engine.Encoded;
import governance.engine.internal.batch.EncodedBatch;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Graph;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.OutOfMemory;
import governance.engine.internal.tensor.TensorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A model in inference mode whose word embeddings are leaves of the graph. */
final class Explained implements ExplainedModel {
  private static final System.Logger LOG = System.getLogger(Explained.class.getName());

  private final TensorSpace space;
  private final Encoder encoder;

  Explained(TensorSpace space, Encoder encoder) {
    this.space = space;
    this.encoder = encoder;
  }

  EncodedBatch batch(List<Encoded> texts) {
    return EncodedBatch.of(space, texts, padding());
  }

  private int padding() {
    return Math.max(0, encoder.config().encoder().padding());
  }

  @Override
  public Task task() {
    return encoder.config().task();
  }

  @Override
  public List<String> classes() {
    return encoder.config().labels();
  }

  @Override
  public Tensor embeddings(Batch batch) {
    return leaf(own(batch).inputs().ids());
  }

  @Override
  public Tensor baseline(Batch batch) {
    EncodedBatch own = own(batch);
    int length = own.length();
    long[] ids = new long[own.size() * length];
    for (int i = 0; i < own.size(); i++) {
      Encoded text = own.texts().get(i);
      for (int j = 0; j < length; j++) {
        boolean special = j < text.length() && text.words()[j] < 0;
        ids[i * length + j] = special ? text.ids()[j] : padding();
      }
    }
    return leaf(space.manager().create(ids, new Shape(own.size(), length)));
  }

  private Tensor leaf(NDArray ids) {
    encoder.needWords();
    NDArray table = encoder.parameters().arrays().get(0);
    NDArray words = space.script().call("word_leaf").with(table).with(ids).one(space.manager());
    return space.wrap(words);
  }

  @Override
  public Tensor logits(Batch batch, Tensor embeddings) {
    NDArray words = TensorSpace.array(embeddings);
    TensorSpace owner = TensorSpace.of(embeddings);
    EncodedBatch own = own(batch);
    Shape shape = words.getShape();
    boolean fits =
        words.getDataType() == DataType.FLOAT32
            && shape.dimension() == 3
            && shape.get(0) > 0
            && shape.get(0) % own.size() == 0
            && shape.get(1) == own.length();
    if (!fits) {
      throw new IllegalArgumentException(
          "logits: embeddings of shape %s and %s for a batch of %d texts of %d tokens"
              .formatted(shape, words.getDataType(), own.size(), own.length()));
    }
    Inputs inputs = repeated(owner, own.inputs(), shape.get(0) / own.size());
    return owner.wrap(
        encoder
            .fromWords(owner.manager(), words, inputs, null, null, new Graph(false, false, false))
            .logits());
  }

  /** The arrays of a batch k times; the ids are not read again and stay as they are. */
  private static Inputs repeated(TensorSpace owner, Inputs inputs, long times) {
    if (times == 1) {
      return inputs;
    }
    return new Inputs(
        inputs.ids(),
        repeat(owner, inputs.types(), times),
        inputs.bias().size() == 0 ? inputs.bias() : repeat(owner, inputs.bias(), times),
        Math.toIntExact(inputs.rows() * times),
        inputs.length(),
        inputs.tokens());
  }

  private static NDArray repeat(TensorSpace owner, NDArray array, long times) {
    return owner.script().call("repeat_rows").with(array).with(times).one(owner.manager());
  }

  @Override
  public <R> R scoped(Tensor input, Function<Tensor, R> work) {
    try (TensorSpace inner = TensorSpace.of(input).inner()) {
      return work.apply(inner.wrap(TensorSpace.array(input)));
    }
  }

  @Override
  public <R> List<R> scoped(Tensor input, int count, int atOnce, Pieces<R> work) {
    List<R> done = new ArrayList<>();
    int most = atOnce;
    for (int from = 0; from < count; ) {
      int first = from;
      int last = Math.min(count, from + most);
      try {
        done.add(scoped(input, x -> work.work(x, first, last)));
        from = last;
      } catch (RuntimeException e) {
        if (last - first == 1 || !OutOfMemory.is(e)) {
          throw e;
        }
        most = (last - first + 1) / 2;
        LOG.log(
            System.Logger.Level.WARNING,
            "memory ran out while {0} pieces of an explanation were computed; {1} are tried",
            last - first,
            most);
      }
    }
    return done;
  }

  private static EncodedBatch own(Batch batch) {
    if (batch instanceof EncodedBatch encoded) {
      return encoded;
    }
    throw new IllegalArgumentException("the batch was not made by the engine");
  }
}
