package plugins.fairness.internal.regression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function with limited-memory BFGS (Nocedal 1980, doi
 * 10.1090/S0025-5718-1980-0572855-7; Nocedal and Wright 2006, algorithm 7.5) and backtracking.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT = 1e-4;
  private static final double SMALLEST_STEP = 1e-12;

  private Lbfgs() {}

  /** A function with its gradient. */
  @FunctionalInterface
  interface Objective {
    /** Returns the value at {@code x} and writes the gradient there. */
    double at(double[] x, double[] gradient);
  }

  /** How the last iterations moved the point and the gradient. */
  private record Pair(double[] step, double[] change, double inverse) {}

  /**
   * Returns where the function is least.
   *
   * @param x the start; not changed
   * @param iterations the most iterations
   * @param tolerance the greatest component of the gradient that ends the search
   */
  static double[] minimise(Objective function, double[] x, int iterations, double tolerance) {
    double[] point = x.clone();
    double[] gradient = new double[x.length];
    double value = function.at(point, gradient);
    Deque<Pair> memory = new ArrayDeque<>();
    for (int i = 0; i < iterations && greatest(gradient) > tolerance; i++) {
      double[] direction = direction(gradient, memory);
      double slope = dot(direction, gradient);
      double step = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
      double[] next = new double[x.length];
      double[] nextGradient = new double[x.length];
      double found = move(function, point, direction, step, next, nextGradient);
      while (!(found <= value + SUFFICIENT * step * slope)) {
        step /= 2;
        if (step < SMALLEST_STEP) {
          return point;
        }
        found = move(function, point, direction, step, next, nextGradient);
      }
      remember(memory, point, next, gradient, nextGradient);
      point = next;
      gradient = nextGradient;
      value = found;
    }
    return point;
  }

  private static double move(
      Objective function,
      double[] from,
      double[] direction,
      double step,
      double[] to,
      double[] gradient) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i] + step * direction[i];
    }
    return function.at(to, gradient);
  }

  private static void remember(
      Deque<Pair> memory, double[] from, double[] to, double[] before, double[] after) {
    double[] step = new double[from.length];
    double[] change = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      step[i] = to[i] - from[i];
      change[i] = after[i] - before[i];
    }
    double curvature = dot(step, change);
    if (curvature > 1e-12 * dot(change, change)) {
      memory.addFirst(new Pair(step, change, 1 / curvature));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double[] direction(double[] gradient, Deque<Pair> memory) {
    double[] q = gradient.clone();
    double[] alpha = new double[memory.size()];
    int i = 0;
    for (Pair pair : memory) {
      alpha[i] = pair.inverse() * dot(pair.step(), q);
      add(q, pair.change(), -alpha[i++]);
    }
    double scale = 1;
    if (!memory.isEmpty()) {
      Pair newest = memory.peekFirst();
      scale = 1 / (newest.inverse() * dot(newest.change(), newest.change()));
    }
    for (int j = 0; j < q.length; j++) {
      q[j] *= scale;
    }
    Iterator<Pair> oldest = memory.descendingIterator();
    while (oldest.hasNext()) {
      Pair pair = oldest.next();
      i--;
      add(q, pair.step(), alpha[i] - pair.inverse() * dot(pair.change(), q));
    }
    for (int j = 0; j < q.length; j++) {
      q[j] = -q[j];
    }
    return q;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double greatest(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }
}
