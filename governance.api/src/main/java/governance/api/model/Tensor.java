package governance.api.model;

import org.osgi.annotation.versioning.ProviderType;

/**
 * An immutable array of numbers on the engine's device. Every operation that is not marked
 * otherwise is differentiable, broadcasts as NumPy does and returns a new tensor. An axis may be
 * negative and then counts from the last. A tensor lives until the call (or training step) that it
 * was made in ends; callers never close it and must not keep it. Not safe for use by several
 * threads.
 *
 * <p>All operations throw {@link IllegalArgumentException} when shapes or axes do not fit.
 */
@ProviderType
public interface Tensor {
  // --- facts and values
  // -------------------------------------------------------------------------------

  /** Returns the shape; an empty array for a scalar. */
  long[] shape();

  /** Returns the length of one axis. */
  long size(int axis);

  /** Returns the value of a tensor with one element. Waits for the device: not for every step. */
  double item();

  /** Returns all values in row-major order. Waits for the device: not for every step. */
  double[] toArray();

  /** Returns a scalar constant of this tensor's type and device; no gradient. */
  Tensor constant(double value);

  /** Returns a constant of this tensor's type and device; no gradient. */
  Tensor constant(double[] values, long... shape);

  /** Returns the same values without a path for gradients. */
  Tensor detach();

  /**
   * Returns d sum(this) / d input, itself differentiable. Shape of {@code input}, which this must
   * depend on.
   */
  Tensor gradient(Tensor input);

  /**
   * Returns the engine's own array, for plug-ins that accept to depend on the engine.
   *
   * @throws IllegalArgumentException if the engine has no such type
   */
  <T> T adapt(Class<T> type);

  // --- arithmetic
  // -------------------------------------------------------------------------------------

  /** Returns this + other. */
  Tensor add(Tensor other);

  /** Returns this + value. */
  Tensor add(double value);

  /** Returns this − other. */
  Tensor sub(Tensor other);

  /** Returns this − value. */
  Tensor sub(double value);

  /** Returns this · other, element by element. */
  Tensor mul(Tensor other);

  /** Returns this · value. */
  Tensor mul(double value);

  /** Returns this / other, element by element. */
  Tensor div(Tensor other);

  /** Returns this / value. */
  Tensor div(double value);

  /** Returns −this. */
  Tensor neg();

  /** Returns this to a constant power. */
  Tensor pow(double exponent);

  /** Returns this². */
  Tensor square();

  /** Returns the square root; the gradient at 0 is taken as 0. */
  Tensor sqrt();

  /** Returns e to this. */
  Tensor exp();

  /** Returns the natural logarithm. */
  Tensor log();

  /** Returns the absolute value; the gradient at 0 is 0. */
  Tensor abs();

  /** Returns 1 / (1 + e^−this). */
  Tensor sigmoid();

  /** Returns the hyperbolic tangent. */
  Tensor tanh();

  /** Returns the greater of this and a constant. */
  Tensor clampMin(double least);

  /** Returns the smaller of this and a constant. */
  Tensor clampMax(double greatest);

  /** Returns the greater of the two, element by element. */
  Tensor maximum(Tensor other);

  /** Returns the smaller of the two, element by element. */
  Tensor minimum(Tensor other);

  // --- comparison: 1 where true, 0 elsewhere, of this tensor's type; no gradient
  // ------------------------

  /** Returns 1 where this equals other. */
  Tensor eq(Tensor other);

  /** Returns 1 where this is greater than other. */
  Tensor gt(Tensor other);

  /** Returns {@code yes} where this is not 0 and {@code no} elsewhere. */
  Tensor where(Tensor yes, Tensor no);

  // --- reduction
  // --------------------------------------------------------------------------------------

  /** Returns the sum of all elements, a scalar. */
  Tensor sum();

  /** Returns the sum along an axis, which disappears. */
  Tensor sum(int axis);

  /** Returns the mean of all elements, a scalar. */
  Tensor mean();

  /** Returns the mean along an axis, which disappears. */
  Tensor mean(int axis);

  /** Returns the greatest element, a scalar. */
  Tensor max();

  /** Returns the greatest element along an axis, which disappears. */
  Tensor max(int axis);

  /** Returns the smallest element along an axis, which disappears. */
  Tensor min(int axis);

  /** Returns the index of the greatest element along an axis, which disappears; no gradient. */
  Tensor argMax(int axis);

  /** Returns log Σ e^this along an axis, which disappears; stable. */
  Tensor logSumExp(int axis);

  /** Returns the Euclidean norm along an axis, which disappears; the gradient at 0 is 0. */
  Tensor norm(int axis);

  /** Returns the running sum along an axis. */
  Tensor cumSum(int axis);

  /** Returns the values in ascending order along an axis. */
  Tensor sort(int axis);

  // --- linear algebra and probability
  // -------------------------------------------------------------------

  /** Returns the matrix product over the last two axes, batched over the others. */
  Tensor matmul(Tensor other);

  /**
   * Returns the Euclidean distances between the rows of this [N, d] and of other [M, d], shape [N,
   * M]. The gradient where two rows are equal is 0.
   */
  Tensor cdist(Tensor other);

  /** Returns the softmax along an axis. */
  Tensor softmax(int axis);

  /** Returns the logarithm of the softmax along an axis; stable. */
  Tensor logSoftmax(int axis);

  // --- shape
  // ------------------------------------------------------------------------------------------

  /** Returns the same elements in another shape; one length may be -1. */
  Tensor reshape(long... shape);

  /** Returns the tensor with two axes exchanged. */
  Tensor transpose(int first, int second);

  /** Returns the tensor with a new axis of length 1. */
  Tensor unsqueeze(int axis);

  /** Returns the tensor without an axis of length 1. */
  Tensor squeeze(int axis);

  /** Returns elements {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
  Tensor slice(int axis, long from, long to);

  /**
   * Returns the entries of an axis that {@code indices} (one axis, whole numbers) name, in that
   * order.
   */
  Tensor select(int axis, Tensor indices);

  /** Returns one entry for each index along an axis, as torch.gather does. */
  Tensor gather(int axis, Tensor indices);

  /** Returns this followed by other along an axis. */
  Tensor concat(int axis, Tensor other);
}
