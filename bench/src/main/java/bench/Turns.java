package bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Figures of several sides that took turns: {@code figures[turn][side]}. Taking turns, a change of
 * the machine's speed hits all sides alike.
 */
record Turns(double[][] figures) {

  /**
   * Lets every side measure once a turn, in this order; the first turns are not counted: so many,
   * or what the property {@code warm} says.
   */
  static Turns take(int usual, int turns, DoubleSupplier... sides) {
    int warm = Integer.getInteger("warm", usual);
    double[][] figures = new double[turns][];
    for (int turn = -warm; turn < turns; turn++) {
      double[] row = Arrays.stream(sides).mapToDouble(DoubleSupplier::getAsDouble).toArray();
      if (turn >= 0) {
        figures[turn] = row;
      }
    }
    return new Turns(figures);
  }

  double median(int side) {
    return median(Arrays.stream(figures).mapToDouble(row -> row[side]).toArray());
  }

  /** Returns the median of the turns' ratios, which is not the ratio of the medians. */
  double ratio(int side, int other) {
    return median(Arrays.stream(figures).mapToDouble(row -> row[side] / row[other]).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Prints {@code NAME CASE label=figure label=figure ratio=R}. */
  static void print(String name, String label, double one, String other, double two, double ratio) {
    String form = one > 1000 || two > 1000 ? "%.0f" : one < 10 && two < 10 ? "%.3f" : "%.1f";
    String line = "%s %s=" + form + " %s=" + form + " ratio=%.2f%n";
    System.out.printf(Locale.ROOT, line, name, label, one, other, two, ratio);
  }

  /** Returns the cases given, or the usual ones. */
  static List<String> cases(String[] given, String... usual) {
    return List.of(given.length > 0 ? given : usual);
  }
}
