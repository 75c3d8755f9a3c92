package governance.api.evaluate;

import java.util.List;
import java.util.Objects;

/**
 * A fitted decision rule in words and figures, for readers.
 *
 * @param text what it does and what it was chosen by, in sentences
 * @param columns what the figures of a line are, in order
 * @param lines one for each group, or whatever the rule tells apart
 * @param notes what a reader should know, such as a group that was too small
 * @since 1.1
 */
public record RuleSummary(String text, List<String> columns, List<Line> lines, List<String> notes) {
  /** Copies the lists and checks that each line has a figure for each column. */
  public RuleSummary {
    Objects.requireNonNull(text, "text");
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    for (Line line : lines) {
      if (line.values().size() != columns.size()) {
        throw new IllegalArgumentException(
            line.name() + " has " + line.values().size() + " figures for " + columns);
      }
    }
  }

  /** Returns a summary that is a text alone. */
  public static RuleSummary of(String text) {
    return new RuleSummary(text, List.of(), List.of(), List.of());
  }

  /**
   * Figures of one group.
   *
   * @param name the group
   * @param values a figure for each column, NaN where there is none
   */
  public record Line(String name, List<Double> values) {
    /** Copies the list. */
    public Line {
      values = List.copyOf(values);
    }
  }
}
