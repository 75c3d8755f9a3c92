package plugins.data.internal;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which columns of a table are read, and which are made from others. */
final class TableShape {
  private final String source;
  private final List<String> only;
  private final List<Derived> derived = new ArrayList<>();

  /**
   * Takes the settings.
   *
   * @param only the columns to keep, in this order; empty for all
   * @param derive each as {@link Derived#FORM}; derived columns come last
   */
  TableShape(String source, String[] only, String[] derive) {
    this.source = source;
    this.only = List.of(only);
    for (String each : derive) {
      Derived column = Derived.parse(each);
      if (column == null) {
        throw GovernanceException.spec(
            source + " setting derive",
            "got \"" + each + "\"",
            Derived.FORM,
            "Write each entry in that form");
      }
      derived.add(column);
    }
  }

  /** What is done with the rows of one header. */
  final class Applied {
    private final int[] kept;
    private final int[] from;
    private final List<String> names = new ArrayList<>();

    private Applied(List<String> header) {
      List<String> wanted = only.isEmpty() ? header : only;
      kept = wanted.stream().mapToInt(c -> indexOf(header, c, "only")).toArray();
      from = derived.stream().mapToInt(d -> indexOf(header, d.column(), "derive")).toArray();
      names.addAll(wanted);
      for (Derived each : derived) {
        if (header.contains(each.name())) {
          throw GovernanceException.spec(
              source + " setting derive",
              "the table has a column \"" + each.name() + "\" already",
              "a new name",
              "Choose another name");
        }
        names.add(each.name());
      }
    }

    /** Returns the names of the columns that rows have after it. */
    List<String> names() {
      return names;
    }

    /** Returns the values of a row. */
    List<Object> row(List<Object> values) {
      List<Object> row = new ArrayList<>(names.size());
      Arrays.stream(kept).forEach(i -> row.add(values.get(i)));
      for (int i = 0; i < from.length; i++) {
        row.add(derived.get(i).of(values.get(from[i])));
      }
      return row;
    }
  }

  /** Prepares for a table; refuses columns that are not there. */
  Applied to(List<String> header) {
    return new Applied(header);
  }

  private int indexOf(List<String> header, String column, String setting) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw GovernanceException.spec(
          source + " setting " + setting,
          "there is no column \"" + column + "\"",
          String.join(", ", header),
          "Correct the name");
    }
    return index;
  }
}
