package plugins.privacy.internal.accounting;

import java.util.List;

/**
 * The losses of all phases in a few thousand values, to choose tilt, window and width by. Nothing
 * that is reported rests on it.
 */
final class CoarseLoss {
  private final double[][] losses;
  private final double[][] masses;
  private final long[] steps;

  CoarseLoss(List<LossPair> pairs, long... steps) {
    this.steps = steps.clone();
    losses = new double[pairs.size()][];
    masses = new double[pairs.size()][];
    for (int k = 0; k < losses.length; k++) {
      fill(k, pairs.get(k));
    }
  }

  private void fill(int k, LossPair pair) {
    double[] nodes = pair.nodes();
    double[] atoms = pair.atoms();
    losses[k] = new double[nodes.length - 1 + atoms.length];
    masses[k] = new double[losses[k].length];
    for (int i = 0; i + 1 < nodes.length; i++) {
      losses[k][i] = (nodes[i] + nodes[i + 1]) / 2;
      masses[k][i] = Math.max(0, pair.p(nodes[i], nodes[i + 1]));
    }
    System.arraycopy(atoms, 0, losses[k], nodes.length - 1, atoms.length);
    System.arraycopy(pair.atomMasses(), 0, masses[k], nodes.length - 1, atoms.length);
  }

  /** Returns the cumulant, ln E e^(λ·loss), of all steps together. */
  double cumulant(double tilt) {
    double sum = 0;
    for (int k = 0; k < steps.length; k++) {
      LogSum log = new LogSum();
      for (int i = 0; i < losses[k].length; i++) {
        if (masses[k][i] > 0) {
          log.add(Math.log(masses[k][i]) + tilt * losses[k][i], 1);
        }
      }
      sum += steps[k] * log.log();
    }
    return sum;
  }

  /** The tilt under which losses gather where δ(ε) is decided, for an ε. */
  double tiltForEpsilon(double epsilon) {
    return Search.least(t -> logDelta(t, epsilon), 1e-4, 1e4);
  }

  /** The same for a δ. */
  double tiltForDelta(double delta) {
    double tilt = Search.least(t -> (logDelta(t, 0) - Math.log(delta)) / t, 1e-4, 1e4);
    return logDelta(tilt, 0) > Math.log(delta) ? tilt : tiltForEpsilon(0);
  }

  /** The bound of δ at an ε that a tilt gives, from (1 − e^(ε−l))₊ ≤ c·e^(λ(l−ε)). */
  double logDelta(double tilt, double epsilon) {
    double constant = tilt * Math.log(tilt) - (tilt + 1) * Math.log1p(tilt);
    return cumulant(tilt) + constant - tilt * epsilon;
  }
}
