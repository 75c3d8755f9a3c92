package governance.runtime.internal.predictions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that occur. When all are numbers they are compared as numbers, so that 1 and 1.0 are
 * one class, and are in their order; else they are texts in the order of their characters.
 */
final class ClassNames {
  private final boolean numeric;
  private final List<String> names;

  ClassNames(Collection<String> labels, Collection<String> others) {
    Set<String> all = new LinkedHashSet<>(labels);
    all.addAll(others);
    numeric = all.stream().noneMatch(t -> Double.isNaN(number(t)));
    Comparator<String> order =
        numeric ? Comparator.comparingDouble(ClassNames::number) : Comparator.naturalOrder();
    names = new ArrayList<>(all.stream().map(this::name).distinct().sorted(order).toList());
  }

  private static double number(String text) {
    return NumberColumn.parse(text.toCharArray(), 0, text.length());
  }

  /** Returns the name of the class that a text stands for. */
  String name(String text) {
    if (!numeric) {
      return text;
    }
    double value = number(text);
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  List<String> names() {
    return names;
  }

  /** Returns the index of the class that a text stands for, −1 where it is none. */
  int indexOf(String text) {
    boolean comparable = !numeric || !Double.isNaN(number(text));
    return comparable ? names.indexOf(name(text)) : -1;
  }

  /** Returns for each of some texts the index of its class. */
  int[] indices(List<String> texts) {
    return texts.stream().mapToInt(this::indexOf).toArray();
  }

  /** Adds the other of 0 and 1 where only one of them occurs. */
  void completeBinary() {
    if (names.equals(List.of("0"))) {
      names.add("1");
    } else if (names.equals(List.of("1"))) {
      names.add(0, "0");
    }
  }
}
