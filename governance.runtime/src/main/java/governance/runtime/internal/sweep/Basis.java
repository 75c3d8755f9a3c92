package governance.runtime.internal.sweep;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By which rows points are compared: the validation rows where every run has figures there, else
 * the test rows, which then flatter the chosen point.
 *
 * @param validation whether it is the validation rows
 * @param reason what a reader must know of it
 */
record Basis(boolean validation, String reason) {
  /** Returns the rows that all runs which count can be compared by. */
  static Basis of(Collection<RunRecord> runs) {
    List<RunRecord> counting = runs.stream().filter(r -> !r.failed()).toList();
    String missing = "";
    for (RunRecord run : counting) {
      if (run.validation().isEmpty()) {
        missing = "the data has no validation rows";
      } else if (!run.validation().get().defined()) {
        missing = "a figure is not defined on them at point " + run.point().number();
      }
    }
    return missing.isEmpty()
        ? new Basis(
            true,
            "Points were compared and chosen by the validation rows; no test row took part in the"
                + " choice, so the test figures show what it is worth.")
        : new Basis(
            false,
            "Points were compared and chosen by the test rows, because "
                + missing
                + ". The figures of the chosen point are flattered by the choice: judge it by rows"
                + " that no point has seen.");
  }

  /** Returns how the rows are called. */
  String rows() {
    return validation ? "validation rows" : "test rows";
  }

  /** Returns a point on these rows; its runs count and have figures there. */
  Candidate candidate(int number, List<RunRecord> runs) {
    Map<Long, Judged> judged = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      judged.put(run.seed(), (validation ? run.validation() : run.test()).orElseThrow());
    }
    return Candidate.of(number, judged);
  }
}
