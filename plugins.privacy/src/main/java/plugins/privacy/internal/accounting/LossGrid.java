package plugins.privacy.internal.accounting;

/**
 * One release's privacy loss on whole multiples of a width. Each loss is split between its two
 * neighbours so that both P and Q keep their probability ("connect the dots", Doroshenko et al.
 * 2022): the result dominates the mechanism, and e^(−loss) stays the same in the mean.
 */
final class LossGrid {
  /** Beyond this loss Q is too small for a double; losses are rounded up there. */
  private static final double LARGEST = 600;

  private final double width;
  private final long first;
  private final double[] mass;
  private final double infinite;
  private final double beyond;
  private final double moved;

  private LossGrid(double width, long first, double[] mass, LossPair pair, double moved) {
    this.width = width;
    this.first = first;
    this.mass = mass;
    this.infinite = pair.infinite();
    this.beyond = pair.above();
    this.moved = moved;
  }

  static LossGrid of(LossPair pair, double width) {
    long first = (long) Math.floor(pair.least() / width);
    long last = Math.max(first + 1, (long) Math.ceil(pair.greatest() / width));
    double[] mass = new double[Math.toIntExact(last - first + 1)];
    double moved = pair.below();
    mass[0] = moved;
    for (int i = 0; i + 1 < mass.length; i++) {
      double low = (first + i) * width;
      double high = (first + i + 1) * width;
      double p = pair.p(low, high);
      double share = upperShare(p, pair.q(low, high), width, high);
      moved += high > LARGEST ? p : 0;
      mass[i] += p - share;
      mass[i + 1] += share;
    }
    double[] atoms = pair.atoms();
    for (int a = 0; a < atoms.length; a++) {
      int i = (int) Math.min(mass.length - 2, (long) Math.floor(atoms[a] / width) - first);
      double up = Math.expm1((first + i) * width - atoms[a]) / Math.expm1(-width);
      double share = Math.min(1, Math.max(0, up)) * pair.atomMasses()[a];
      mass[i] += pair.atomMasses()[a] - share;
      mass[i + 1] += share;
    }
    return new LossGrid(width, first, mass, pair, moved);
  }

  private static double upperShare(double p, double q, double width, double high) {
    if (high > LARGEST) {
      return p;
    }
    double share = (p * Math.exp(width) - q * Math.exp(high)) / Math.expm1(width);
    return Math.min(p, Math.max(0, share));
  }

  /** The greatest mean by which splitting raises a loss, about width²/8. */
  static double shift(double width) {
    double share = -Math.expm1(-width) / width;
    return (1 - share) * width / -Math.expm1(-width) + Math.log(share);
  }

  /** Probability of a loss beyond the grid that is finite. */
  double beyond() {
    return beyond;
  }

  /** Probability of an infinite loss. */
  double infinite() {
    return infinite;
  }

  /** Probability of losses that were raised by more than a width. */
  double moved() {
    return moved;
  }

  /** Returns ln Σ p·e^(λ·loss). */
  double logMoment(double tilt) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < mass.length; i += mass.length - 1) {
      greatest = Math.max(greatest, tilt * loss(i));
    }
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      sum += mass[i] == 0 ? 0 : mass[i] * Math.exp(tilt * loss(i) - greatest);
    }
    return sum > 1e-250 ? greatest + Math.log(sum) : robustLogMoment(tilt);
  }

  private double robustLogMoment(double tilt) {
    LogSum sum = new LogSum();
    for (int i = 0; i < mass.length; i++) {
      if (mass[i] > 0) {
        sum.add(Math.log(mass[i]) + tilt * loss(i), 1);
      }
    }
    return sum.log();
  }

  /**
   * Adds the tilted probabilities to a circular array and returns their mean loss.
   *
   * @param logMoment what {@link #logMoment} gives for the tilt
   */
  double tilted(double tilt, double logMoment, double[] circle) {
    double mean = 0;
    for (int i = 0; i < mass.length; i++) {
      double value = mass[i] == 0 ? 0 : Math.exp(Math.log(mass[i]) + tilt * loss(i) - logMoment);
      circle[Math.floorMod(first + i, circle.length)] += value;
      mean += value * loss(i);
    }
    return mean;
  }

  private double loss(int i) {
    return (first + i) * width;
  }
}
