package governance.api.inspect;

import java.util.List;
import java.util.Objects;

/**
 * What an analysis found; the one shape of all results.
 *
 * @param title what was looked at, for readers, such as {@code Group sizes and base rates}
 * @param rows how many rows it rests on
 * @param notApplicable why the data has not what the analysis is about, as a sentence; an empty
 *     string where it has
 * @param findings what stands out, in any order; a reader sees the most severe and strongest first
 * @param tables the figures behind them
 * @since 1.1
 */
public record AnalysisResult(
    String title,
    long rows,
    String notApplicable,
    List<Finding> findings,
    List<AnalysisTable> tables) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the title is blank, or an analysis that does not apply has
   *     findings or tables
   */
  public AnalysisResult {
    Objects.requireNonNull(notApplicable, "notApplicable");
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
    if (title.isBlank()) {
      throw new IllegalArgumentException("an analysis without a title");
    }
    if (!notApplicable.isEmpty() && !(findings.isEmpty() && tables.isEmpty())) {
      throw new IllegalArgumentException(title + ": does not apply, and yet found something");
    }
  }

  /** Returns a result. */
  public static AnalysisResult of(
      String title, long rows, List<Finding> findings, List<AnalysisTable> tables) {
    return new AnalysisResult(title, rows, "", findings, tables);
  }

  /** Returns that the data has not what the analysis is about, with the reason. */
  public static AnalysisResult notApplicable(String title, String because) {
    if (because.isBlank()) {
      throw new IllegalArgumentException(title + ": does not apply, without a reason");
    }
    return new AnalysisResult(title, 0, because, List.of(), List.of());
  }

  /** Returns whether the data has what the analysis is about. */
  public boolean applies() {
    return notApplicable.isEmpty();
  }
}
