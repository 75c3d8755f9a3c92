package governance.engine.internal.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import governance.api.model.Tensor;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptCall;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor over one engine array of float32 or float64. Every operation is one call of the script
 * module, where numbers travel as numbers and results are native.
 */
final class NativeTensor implements Tensor {
  private final TensorSpace space;
  private final NDArray array;

  NativeTensor(TensorSpace space, NDArray array) {
    this.space = space;
    this.array = array;
  }

  NDArray array() {
    return array;
  }

  TensorSpace space() {
    return space;
  }

  private static NDArray array(Tensor other) {
    return TensorSpace.array(other);
  }

  private ScriptCall call(String operation) {
    return space.script().call("t_" + operation).with(array);
  }

  private Tensor of(ScriptCall call) {
    try {
      return new NativeTensor(space, call.one(space.manager()));
    } catch (EngineException e) {
      throw Failure.of(e);
    }
  }

  private long axis(String operation, int axis) {
    return Shapes.axis(operation, axis, shape());
  }

  @Override
  public long[] shape() {
    return array.getShape().getShape();
  }

  @Override
  public long size(int axis) {
    long[] shape = shape();
    return shape[Shapes.axis("size", axis, shape)];
  }

  @Override
  public double item() {
    if (array.size() != 1) {
      throw new IllegalArgumentException("item: the tensor has shape " + Arrays.toString(shape()));
    }
    return toArray()[0];
  }

  @Override
  public double[] toArray() {
    if (array.getDataType() == DataType.FLOAT64) {
      return Readback.doubles(array);
    }
    float[] values = Readback.floats(array);
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  @Override
  public Tensor constant(double value) {
    return of(call("constant").with(value));
  }

  @Override
  public Tensor constant(double[] values, long... shape) {
    Shapes.fill(values.length, shape);
    NDArray made = Upload.doubles(space.script(), space.manager(), values, shape);
    try (made) {
      return of(space.script().call("t_like").with(made).with(array));
    }
  }

  @Override
  public Tensor detach() {
    return of(call("detach"));
  }

  @Override
  public Tensor gradient(Tensor input) {
    space.tell("a penalty differentiates");
    NDArray sum = array(sum());
    try {
      return new NativeTensor(
          space,
          space
              .script()
              .call("grad")
              .with(sum)
              .with(List.of(array(input)))
              .with(true)
              .one(space.manager()));
    } catch (EngineException e) {
      throw Failure.of(e);
    }
  }

  @Override
  public <T> T adapt(Class<T> type) {
    space.tell("a penalty works on the engine's own arrays");
    if (type.isInstance(array)) {
      return type.cast(array);
    }
    throw new IllegalArgumentException(
        "adapt: the engine's array is a "
            + array.getClass().getName()
            + ", not a "
            + type.getName());
  }

  @Override
  public Tensor add(Tensor other) {
    return of(call("add").with(array(other)));
  }

  @Override
  public Tensor add(double value) {
    return of(call("adds").with(value));
  }

  @Override
  public Tensor sub(Tensor other) {
    return of(call("sub").with(array(other)));
  }

  @Override
  public Tensor sub(double value) {
    return of(call("adds").with(-value));
  }

  @Override
  public Tensor mul(Tensor other) {
    return of(call("mul").with(array(other)));
  }

  @Override
  public Tensor mul(double value) {
    return of(call("muls").with(value));
  }

  @Override
  public Tensor div(Tensor other) {
    return of(call("div").with(array(other)));
  }

  @Override
  public Tensor div(double value) {
    return of(call("divs").with(value));
  }

  @Override
  public Tensor neg() {
    return of(call("neg"));
  }

  @Override
  public Tensor pow(double exponent) {
    return of(call("pow").with(exponent));
  }

  @Override
  public Tensor square() {
    return of(call("square"));
  }

  @Override
  public Tensor sqrt() {
    return of(call("sqrt"));
  }

  @Override
  public Tensor exp() {
    return of(call("exp"));
  }

  @Override
  public Tensor log() {
    return of(call("log"));
  }

  @Override
  public Tensor abs() {
    return of(call("abs"));
  }

  @Override
  public Tensor sigmoid() {
    return of(call("sigmoid"));
  }

  @Override
  public Tensor tanh() {
    return of(call("tanh"));
  }

  @Override
  public Tensor clampMin(double least) {
    return of(call("clampMin").with(least));
  }

  @Override
  public Tensor clampMax(double greatest) {
    return of(call("clampMax").with(greatest));
  }

  @Override
  public Tensor maximum(Tensor other) {
    return of(call("maximum").with(array(other)));
  }

  @Override
  public Tensor minimum(Tensor other) {
    return of(call("minimum").with(array(other)));
  }

  @Override
  public Tensor eq(Tensor other) {
    return of(call("eq").with(array(other)));
  }

  @Override
  public Tensor gt(Tensor other) {
    return of(call("gt").with(array(other)));
  }

  @Override
  public Tensor where(Tensor yes, Tensor no) {
    return of(call("where").with(array(yes)).with(array(no)));
  }

  @Override
  public Tensor sum() {
    return of(call("sumAll"));
  }

  @Override
  public Tensor sum(int axis) {
    return of(call("sum").with(axis("sum", axis)));
  }

  @Override
  public Tensor mean() {
    return of(call("meanAll"));
  }

  @Override
  public Tensor mean(int axis) {
    return of(call("mean").with(axis("mean", axis)));
  }

  @Override
  public Tensor max() {
    return of(call("maxAll"));
  }

  @Override
  public Tensor max(int axis) {
    return of(call("max").with(axis("max", axis)));
  }

  @Override
  public Tensor min(int axis) {
    return of(call("min").with(axis("min", axis)));
  }

  @Override
  public Tensor argMax(int axis) {
    return of(call("argMax").with(axis("argMax", axis)));
  }

  @Override
  public Tensor logSumExp(int axis) {
    return of(call("logSumExp").with(axis("logSumExp", axis)));
  }

  @Override
  public Tensor norm(int axis) {
    return of(call("norm").with(axis("norm", axis)));
  }

  @Override
  public Tensor cumSum(int axis) {
    return of(call("cumSum").with(axis("cumSum", axis)));
  }

  @Override
  public Tensor sort(int axis) {
    return of(call("sort").with(axis("sort", axis)));
  }

  @Override
  public Tensor matmul(Tensor other) {
    return of(call("matmul").with(array(other)));
  }

  @Override
  public Tensor cdist(Tensor other) {
    return of(call("cdist").with(array(other)));
  }

  @Override
  public Tensor softmax(int axis) {
    return of(call("softmax").with(axis("softmax", axis)));
  }

  @Override
  public Tensor logSoftmax(int axis) {
    return of(call("logSoftmax").with(axis("logSoftmax", axis)));
  }

  @Override
  public Tensor reshape(long... shape) {
    return of(call("reshape").with(shape));
  }

  @Override
  public Tensor transpose(int first, int second) {
    return of(call("transpose").with(axis("transpose", first)).with(axis("transpose", second)));
  }

  @Override
  public Tensor unsqueeze(int axis) {
    long[] shape = shape();
    return of(call("unsqueeze").with(Shapes.axis("unsqueeze", axis, shape, shape.length + 1)));
  }

  @Override
  public Tensor squeeze(int axis) {
    if (size(axis) != 1) {
      throw new IllegalArgumentException(
          "squeeze: axis %d of a tensor of shape %s has not length 1"
              .formatted(axis, Arrays.toString(shape())));
    }
    return of(call("squeeze").with(axis("squeeze", axis)));
  }

  @Override
  public Tensor slice(int axis, long from, long to) {
    Shapes.range(from, to, size(axis));
    return of(call("slice").with(axis("slice", axis)).with(from).with(to));
  }

  @Override
  public Tensor select(int axis, Tensor indices) {
    return of(call("select").with(array(indices)).with(axis("select", axis)));
  }

  @Override
  public Tensor gather(int axis, Tensor indices) {
    return of(call("gather").with(array(indices)).with(axis("gather", axis)));
  }

  @Override
  public Tensor concat(int axis, Tensor other) {
    return of(call("concat").with(array(other)).with(axis("concat", axis)));
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape());
  }
}
