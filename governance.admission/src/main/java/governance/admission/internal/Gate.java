package governance.admission.internal;

import governance.admission.Admission;
import java.util.Collection;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Keeps refused bundles from being resolved: no class of them is ever loaded. */
final class Gate implements ResolverHook {
  private final Admission admission;

  Gate(Admission admission) {
    this.admission = admission;
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    candidates.removeIf(revision -> admission.refusal(revision.getBundle()).isPresent());
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> candidates) {
    // Versions are no matter of signatures.
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    // Who is resolvable may be wired to anybody.
  }

  @Override
  public void end() {
    // Nothing is kept for one resolution.
  }
}
