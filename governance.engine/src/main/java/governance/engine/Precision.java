package governance.engine;

/**
 * The number format that matrix products are computed in; parameters are always kept in float32.
 */
public enum Precision {
  /** float32. */
  F32,
  /** bfloat16 with float32 master weights, losses, normalisation and softmax. */
  BF16
}
