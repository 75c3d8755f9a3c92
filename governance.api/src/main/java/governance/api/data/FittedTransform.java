package governance.api.data;

import org.osgi.annotation.versioning.ConsumerType;

/** A transform that has been fitted: a pure mapping of data sets. */
@ConsumerType
public interface FittedTransform {
  /** Maps one split. Rows of validation and test splits must be kept, in order. */
  TransformResult apply(Dataset data, Split split);

  /** Returns what was learnt, in a stable text form; its digest goes into the lineage. */
  String state();
}
