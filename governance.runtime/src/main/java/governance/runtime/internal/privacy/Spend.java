package governance.runtime.internal.privacy;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/**
 * What one use of a data set releases.
 *
 * @param phases steps with Gaussian noise
 * @param releases anything else of which (ε, δ) is known
 */
public record Spend(List<NoisePhase> phases, List<PrivacyTarget> releases) {
  /** Nothing. */
  public static final Spend NOTHING = new Spend(List.of(), List.of());

  /** Copies the lists. */
  public Spend {
    phases = List.copyOf(phases);
    releases = List.copyOf(releases);
  }

  /** Returns what phases alone release. */
  public static Spend of(List<NoisePhase> phases) {
    return new Spend(phases, List.of());
  }

  /** Returns whether nothing is released. */
  public boolean isNothing() {
    return phases.isEmpty() && releases.isEmpty();
  }

  /** Adds the form of the ledger to an entry. */
  void into(Map<String, Object> entry) {
    entry.put("phases", phases.stream().map(Spend::tree).toList());
    entry.put("releases", releases.stream().map(Spend::tree).toList());
  }

  private static Map<String, Object> tree(NoisePhase phase) {
    return Tree.of("noise", phase.noise(), "rate", phase.rate(), "steps", phase.steps());
  }

  private static Map<String, Object> tree(PrivacyTarget release) {
    return Tree.of("epsilon", release.epsilon(), "delta", release.delta());
  }

  /** Reads what {@link #into} wrote. */
  static Spend from(Map<?, ?> entry) {
    return new Spend(
        ((List<?>) entry.get("phases"))
            .stream()
                .map(each -> (Map<?, ?>) each)
                .map(p -> new NoisePhase(number(p, "noise"), number(p, "rate"), steps(p)))
                .toList(),
        ((List<?>) entry.get("releases"))
            .stream()
                .map(each -> (Map<?, ?>) each)
                .map(r -> new PrivacyTarget(number(r, "epsilon"), number(r, "delta")))
                .toList());
  }

  private static double number(Map<?, ?> tree, String key) {
    return ((Number) tree.get(key)).doubleValue();
  }

  private static long steps(Map<?, ?> tree) {
    return ((Number) tree.get("steps")).longValue();
  }
}
