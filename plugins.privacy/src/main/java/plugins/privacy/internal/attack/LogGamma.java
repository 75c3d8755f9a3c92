package plugins.privacy.internal.attack;

/** ln Γ(x) for x above 0: Stirling's series (DLMF 5.11.1) after raising the argument above 15. */
final class LogGamma {
  private static final double[] TERMS = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360_360.0, 1 / 156.0
  };

  private LogGamma() {}

  static double of(double x) {
    double product = 1;
    double raised = x;
    while (raised < 15) {
      product *= raised++;
    }
    double power = raised;
    double sum = 0;
    for (double term : TERMS) {
      sum += term / power;
      power *= raised * raised;
    }
    return (raised - 0.5) * Math.log(raised)
        - raised
        + 0.5 * Math.log(2 * Math.PI)
        + sum
        - Math.log(product);
  }
}
