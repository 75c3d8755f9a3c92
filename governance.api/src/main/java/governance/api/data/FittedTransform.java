package governance.api.data;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A transform that has been fitted: a pure mapping of data sets. */
@ConsumerType
public interface FittedTransform {
  /** Maps one split. Rows of validation and test splits must be kept, in order. */
  TransformResult apply(Dataset data, Split split);

  /** Returns what was learnt, in a stable text form; its digest goes into the lineage. */
  String state();

  /**
   * Returns figures of what was done to the training rows, for evidence and readers: what each
   * measures, in words, and its value, finite. Such as what generalisation loses. Empty where there
   * are none; the order is kept.
   *
   * @since 1.1
   */
  default Map<String, Double> figures() {
    return Map.of();
  }

  /**
   * Returns the made-up records that were planted into the training rows, or could have been; empty
   * for a transform that plants none. They are written to the evidence.
   *
   * @since 1.1
   */
  default List<Canary> canaries() {
    return List.of();
  }
}
