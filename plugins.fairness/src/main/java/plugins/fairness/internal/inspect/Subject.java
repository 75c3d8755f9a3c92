package plugins.fairness.internal.inspect;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows under analysis as groups, classes and readable columns. */
final class Subject {
  /** What stands for a missing value in files in use (R, pandas, the UCI repository). */
  static final Set<String> MISSING = Set.of("?", "NA", "N/A", "NaN", "nan", "null", "NULL");

  /** Classes that are analysed where none is favourable. */
  private static final int MOST_CLASSES = 10;

  /** Marks the copy of a protected column that the model reads where the spec allows it. */
  private static final String READ = " (read)";

  private static final Set<Role> READABLE = EnumSet.of(Role.FEATURE, Role.TEXT);

  private final AnalysisSetup setup;

  Subject(AnalysisSetup setup) {
    this.setup = setup;
  }

  /** A protected attribute with the group of each row. */
  record Attribute(String name, Categories groups) {}

  /** A class whose rate is compared, with whether each row has it (1) or not (0). */
  record Target(String name, Categories rows) {}

  Dataset data() {
    return setup.data();
  }

  int size() {
    return data().size();
  }

  List<Attribute> attributes() {
    return data().schema().with(Role.PROTECTED).stream()
        .map(c -> new Attribute(c.name(), Categories.ofTexts(data().values(c.name()), Set.of())))
        .toList();
  }

  /** Returns the columns that the model reads and that are no copies of protected ones. */
  List<Column> readable() {
    return data().schema().columns().stream()
        .filter(c -> READABLE.contains(c.role()) && !c.name().endsWith(READ))
        .toList();
  }

  /** Returns the columns of texts that the model reads as words. */
  List<Column> texts() {
    return data().schema().with(Role.TEXT).stream()
        .filter(c -> c.type() == ValueType.STRING)
        .toList();
  }

  /** Returns the readable columns that are no free text. */
  List<Column> features() {
    return readable().stream()
        .filter(c -> c.role() == Role.FEATURE && c.type() != ValueType.WORDS)
        .toList();
  }

  /** Returns a column as categories, numbers in bins. */
  Categories categories(Column column, int bins) {
    return column.type() == ValueType.NUMBER
        ? Categories.ofNumbers(data().numbers(column.name()), bins)
        : Categories.ofTexts(data().values(column.name()), MISSING);
  }

  /** Returns the class of each row; only where there is a label. */
  Categories label() {
    return Categories.ofTexts(data().values(setup.label().orElseThrow()), Set.of());
  }

  /**
   * Returns the classes that are compared: the favourable one, or the second of two, or the ten
   * most frequent.
   */
  List<Target> targets() {
    Categories label = label();
    List<Integer> chosen = new ArrayList<>();
    if (setup.favourable() >= 0) {
      chosen.add(label.names().indexOf(setup.classes().get(setup.favourable())));
    } else if (setup.classes().size() == 2) {
      chosen.add(label.names().indexOf(setup.classes().get(1)));
    } else {
      long[] counts = label.counts();
      for (int c = 0; c < counts.length; c++) {
        chosen.add(c);
      }
      chosen.sort(Comparator.comparingLong((Integer c) -> -counts[c]).thenComparing(c -> c));
    }
    return chosen.stream()
        .filter(c -> c >= 0)
        .limit(MOST_CLASSES)
        .map(c -> new Target(label.names().get(c), label.against(c)))
        .toList();
  }

  /** Returns why labels of groups cannot be compared, or an empty string. */
  String withoutLabelOrGroups() {
    String label = withoutLabel();
    return label.isEmpty() ? withoutGroups() : label;
  }

  /** Returns why groups cannot be compared, or an empty string. */
  String withoutGroups() {
    if (size() == 0) {
      return "there is no row.";
    }
    return data().schema().with(Role.PROTECTED).isEmpty()
        ? "no protected attribute is named (--protected)."
        : "";
  }

  /** Returns why labels cannot be looked at, or an empty string. */
  String withoutLabel() {
    if (size() == 0) {
      return "there is no row.";
    }
    if (setup.label().isEmpty()) {
      return "there is no column with one class for each row (--label).";
    }
    long classes = Arrays.stream(label().counts()).filter(c -> c > 0).count();
    return classes > 1 ? "" : "every row has the same label, " + label().names().get(0) + ".";
  }
}
