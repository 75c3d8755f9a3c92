package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Dataset;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.TransformUse;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose row each is, and how many rows of one person are looked at. */
final class PersonOptions {
  private static final String TRANSFORM = "privacy.rows-per-person";
  private static final int MOST = 1000;

  @Option(
      names = "--subject",
      paramLabel = "COLUMN",
      description =
          "The column that names the person of a row. Without it each row counts as another person.")
  private String subject;

  @Option(
      names = "--rows-per-person",
      paramLabel = "K",
      description =
          "How many rows of one person count, drawn by chance (default: 1). The noise grows with it."
              + " Needs --subject.")
  private int most = 1;

  int most() {
    return most;
  }

  void check(List<Problem> problems) {
    if (most < 1 || most > MOST) {
      problems.add(
          new Problem(Remedy.FIX_SPEC, "--rows-per-person", "got " + most, "1 to " + MOST, ""));
    } else if (most > 1 && subject == null) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "--rows-per-person",
              "got " + most + ", and nothing tells whose row each is",
              "--subject COLUMN beside it",
              "Name the column that names the person"));
    }
  }

  /**
   * Returns the rows that count.
   *
   * @throws GovernanceException if there is no such column, or what draws rows is not installed
   */
  Dataset bounded(CliContext context, Dataset rows) {
    if (subject == null) {
      return rows;
    }
    TransformUse transform = TransformUse.of(context, TRANSFORM);
    return transform.on(rows, Map.of("subject", subject, "most", most), 1).after();
  }
}
