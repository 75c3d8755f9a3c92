package governance.testkit;

import governance.engine.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Two trainings that should give the same figures at every step, such as one on the processor and
 * one on a graphics card.
 *
 * <p>The relative difference of two values is |a − b| / max(|a|, |b|, floor). The floor keeps
 * values that are nothing but rounding from counting in full: of values below it the absolute
 * difference counts, in units of the floor. A value that is not finite, or is missing on one side,
 * differs infinitely.
 *
 * @param steps number of steps that were compared
 * @param differences the greatest relative difference of each figure, the loss first, then {@code
 *     total}, {@code gradientNorm} and the terms by id
 */
public record TrainingComparison(int steps, List<Difference> differences) {

  /**
   * Where one figure differs most.
   *
   * @param name {@code loss}, {@code total}, {@code gradientNorm} or the id of a term
   * @param relative its relative difference, at least 0
   * @param step number of the step, from 0
   * @param left its value in the first training
   * @param right its value in the second
   */
  public record Difference(String name, double relative, long step, double left, double right) {}

  /**
   * Compares step by step.
   *
   * @param floor what values are taken to be at least, above 0
   * @throws IllegalArgumentException if the trainings have different numbers of steps, or none
   */
  public static TrainingComparison of(List<StepResult> left, List<StepResult> right, double floor) {
    if (left.size() != right.size() || left.isEmpty()) {
      throw new IllegalArgumentException(
          "got " + left.size() + " and " + right.size() + " steps; allowed: as many, at least 1");
    }
    if (!(floor > 0)) {
      throw new IllegalArgumentException("got a floor of " + floor + "; allowed: above 0");
    }
    List<Difference> greatest = new ArrayList<>();
    for (String name : names(left, right)) {
      Difference most = null;
      for (int i = 0; i < left.size(); i++) {
        Difference each = difference(name, left.get(i), right.get(i), floor);
        most = most == null || each.relative > most.relative ? each : most;
      }
      greatest.add(most);
    }
    return new TrainingComparison(left.size(), List.copyOf(greatest));
  }

  /** Returns the figure whose relative difference is greatest. */
  public Difference worst() {
    return differences.stream().max(Comparator.comparingDouble(Difference::relative)).orElseThrow();
  }

  /** Returns the greatest difference of a figure. */
  public Difference of(String name) {
    return differences.stream().filter(d -> d.name.equals(name)).findFirst().orElseThrow();
  }

  /** Returns whether no figure differs by more than a tolerance. */
  public boolean within(double tolerance) {
    return worst().relative <= tolerance;
  }

  private static List<String> names(List<StepResult> left, List<StepResult> right) {
    TreeSet<String> terms = new TreeSet<>();
    left.forEach(result -> terms.addAll(result.terms().keySet()));
    right.forEach(result -> terms.addAll(result.terms().keySet()));
    List<String> names = new ArrayList<>(List.of("loss", "total", "gradientNorm"));
    names.addAll(terms);
    return names;
  }

  private static Difference difference(
      String name, StepResult left, StepResult right, double floor) {
    double a = value(name, left);
    double b = value(name, right);
    double relative = Math.abs(a - b) / Math.max(floor, Math.max(Math.abs(a), Math.abs(b)));
    boolean finite = Double.isFinite(a) && Double.isFinite(b);
    return new Difference(name, finite ? relative : Double.POSITIVE_INFINITY, left.step(), a, b);
  }

  private static double value(String name, StepResult result) {
    return switch (name) {
      case "loss" -> result.loss();
      case "total" -> result.total();
      case "gradientNorm" -> result.gradientNorm();
      default -> result.terms().getOrDefault(name, Double.NaN);
    };
  }
}
