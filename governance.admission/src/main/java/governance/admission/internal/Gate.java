package governance.admission.internal;

import governance.admission.Admission;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps refused bundles from being resolved: no class of them is ever loaded. Nothing meets what
 * they require, and nobody gets what they offer. Only a bundle that requires nothing is taken out
 * of what can be resolved: where Felix 7.0.5 is told that some bundle cannot be resolved, it does
 * not find those either that are resolved already.
 */
final class Gate implements ResolverHook {
  private final Admission admission;
  private final boolean bare;
  private final Map<BundleRevision, Boolean> refused = new HashMap<>();

  /** Begins one resolution, which these revisions brought about. */
  Gate(Admission admission, Collection<BundleRevision> triggers) {
    this.admission = admission;
    this.bare = triggers.stream().anyMatch(t -> refused(t) && requiresNothing(t));
  }

  private boolean refused(BundleRevision revision) {
    return refused.computeIfAbsent(revision, r -> admission.refusal(r.getBundle()).isPresent());
  }

  private static boolean requiresNothing(BundleRevision revision) {
    return revision.getDeclaredRequirements(null).stream()
        .allMatch(r -> "optional".equals(r.getDirectives().get("resolution")));
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    if (bare) {
      candidates.removeIf(this::refused);
    }
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> candidates) {
    // Versions are no matter of signatures.
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    if (refused(requirement.getRevision())) {
      candidates.clear();
    } else {
      candidates.removeIf(capability -> refused(capability.getRevision()));
    }
  }

  @Override
  public void end() {
    // The next resolution asks anew.
  }
}
