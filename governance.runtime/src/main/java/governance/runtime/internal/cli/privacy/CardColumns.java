package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.SummaryColumn;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which columns a card describes, with what is known of them without the rows. */
final class CardColumns {
  @Option(
      names = "--number",
      paramLabel = "COLUMN=LOW:HIGH",
      description =
          "A column of numbers and its range, which must be known without the rows. Several times.")
  private List<String> numbers = List.of();

  @Option(
      names = "--category",
      paramLabel = "COLUMN[=A|B|…]",
      description =
          "A column of categories, with the values it may have; others count together. Without them"
              + " values of few rows are left out. Several times.")
  private List<String> categories = List.of();

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Equal parts of a range that rows are counted in, up to 1000 (default: 10).")
  private int bins = 10;

  /** Adds what is wrong whatever the rows are. */
  void check(List<Problem> problems) {
    if (bins < 1 || bins > 1000) {
      problems.add(PrivacyOptions.wrong("--bins", bins, "1 to 1000", ""));
    }
    if (numbers.isEmpty() && categories.isEmpty()) {
      problems.add(
          PrivacyOptions.wrong(
              "the columns", "none", "--number or --category", "Name what is to be described"));
    }
  }

  /** Returns the columns, the numeric ones first. */
  List<SummaryColumn> columns() {
    List<SummaryColumn> columns = new ArrayList<>();
    numbers.forEach(each -> columns.add(number(each)));
    categories.forEach(each -> columns.add(category(each)));
    return columns;
  }

  /** Refuses columns that are not among the names, or come twice. */
  static void check(List<SummaryColumn> columns, List<String> names) {
    List<Problem> problems = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (SummaryColumn column : columns) {
      if (!names.contains(column.name())) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                column.numeric() ? "--number" : "--category",
                "there is no column \"" + column.name() + "\"",
                String.join(", ", names),
                Suggestion.advice(column.name(), names, "")));
      } else if (!once.add(column.name())) {
        problems.add(
            PrivacyOptions.wrong(
                column.name(), "the column twice", "each column once", "Leave one out"));
      }
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  private SummaryColumn number(String given) {
    int at = given.lastIndexOf('=');
    String[] ends = given.substring(at + 1).split(":", -1);
    try {
      if (at > 0 && ends.length == 2) {
        double low = Double.parseDouble(ends[0].strip());
        double high = Double.parseDouble(ends[1].strip());
        if (low < high && Double.isFinite(high - low)) {
          return SummaryColumn.numbers(given.substring(0, at), low, high, bins);
        }
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    throw new GovernanceException(
        PrivacyOptions.wrong(
            "--number",
            "\"" + given + "\"",
            "COLUMN=LOW:HIGH with LOW < HIGH, such as age=0:120",
            "Take a range that is known without looking at the rows"));
  }

  private static SummaryColumn category(String given) {
    int at = given.indexOf('=');
    if (at < 0) {
      return SummaryColumn.categories(given, List.of());
    }
    List<String> known =
        List.of(given.substring(at + 1).split("\\|")).stream().map(String::strip).toList();
    if (at == 0 || known.contains("") || Set.copyOf(known).size() < known.size()) {
      throw new GovernanceException(
          PrivacyOptions.wrong(
              "--category",
              "\"" + given + "\"",
              "COLUMN or COLUMN=A|B with different values",
              "Quote it in a shell"));
    }
    return SummaryColumn.categories(given.substring(0, at), known);
  }
}
