package plugins.privacy.internal.accounting;

import java.util.List;

/** Computes what phases cost together, for data sets that differ by one record added or removed. */
interface Accountant {
  /** Returns ε at a δ in (0, 1). */
  Bound epsilon(List<Phase> phases, double delta);

  /** Returns δ at an ε of at least 0. */
  Bound delta(List<Phase> phases, double epsilon);
}
