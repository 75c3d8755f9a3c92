package governance.api.data;

import org.osgi.annotation.versioning.ConsumerType;

/** A change to the data before training, in its unfitted form. */
@ConsumerType
public interface DatasetTransform {
  /**
   * Learns from the training split what the transform needs. Deterministic for one seed.
   *
   * @throws governance.api.GovernanceException if settings or data do not allow the transform
   */
  FittedTransform fit(TransformSetup setup);
}
