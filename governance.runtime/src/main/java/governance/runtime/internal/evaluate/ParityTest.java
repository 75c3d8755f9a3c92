package governance.runtime.internal.evaluate;

import governance.runtime.internal.store.Tree;
import java.util.Map;

/**
 * A test of a figure against no difference between groups.
 *
 * @param column the protected column whose groups are compared; empty for all columns together
 * @param value the figure that was tested
 * @param parity its value where there is no difference
 * @param p chance of a figure at least as far from parity where there is none, in (0, 1]
 * @param holm the same, corrected for how many figures were looked at (Holm 1979)
 * @param discovery the same, corrected to a rate of false discoveries (Benjamini and Hochberg 1995)
 * @param family how many were looked at
 * @param method what was exchanged, and how often
 */
public record ParityTest(
    String column,
    double value,
    double parity,
    double p,
    double holm,
    double discovery,
    int family,
    String method) {

  static ParityTest of(String column, double value, double parity, double p, String method) {
    return new ParityTest(column, value, parity, p, p, p, 1, method);
  }

  ParityTest adjusted(double byHolm, double byDiscovery, int of) {
    return new ParityTest(column, value, parity, p, byHolm, byDiscovery, of, method);
  }

  Map<String, Object> tree() {
    return Tree.of(
        "column", column.isEmpty() ? null : column,
        "value", value,
        "parity", parity,
        "p", p,
        "pAdjusted", holm,
        "falseDiscovery", discovery,
        "lookedAt", family,
        "method", method);
  }
}
