package governance.api.evaluate;

import java.util.List;
import java.util.Objects;

/**
 * What a metric's figures rest on, so that the runtime may count rows that are alike once, and test
 * a figure against no difference between groups.
 *
 * @param countable whether nothing else is read than the true class, the predicted class, the
 *     groups, {@link #columns} and the weight of rows: no scores, no order of rows, no {@link
 *     EvaluationSet#sequences()}. Rows that agree in all of these may then come as one row, whose
 *     {@link EvaluationSet#weight(int)} is the sum of theirs and whose {@link
 *     EvaluationSet#count(int)} says how many they are. A figure must come out the same: sums go
 *     over weights, and {@code n} over counts
 * @param columns the columns that are read by {@link EvaluationSet#column(String)} or {@link
 *     EvaluationSet#numbers(String)}, those of them that the set has; where a set comes in this
 *     form, it has no others
 * @param exchange which rows may exchange their groups where groups do not differ
 * @param parity the value of the figure where groups do not differ: 0 for a difference, 1 for a
 *     ratio; NaN where {@code exchange} is {@link Exchange#NONE}
 * @since 1.1
 */
public record Basis(boolean countable, List<String> columns, Exchange exchange, double parity) {

  /**
   * Which rows may exchange their groups, all protected columns at once, when there is no
   * difference between groups: the hypothesis that a figure is tested against. Rows exchange groups
   * only with rows that agree in {@link Basis#columns} too, so that a figure under conditions is
   * tested under these conditions. The names in brackets are those of Barocas, Hardt and Narayanan
   * 2023, Fairness and Machine Learning, chapter 3.
   */
  public enum Exchange {
    /** The figure does not compare groups: there is no test. */
    NONE,
    /** All rows: decisions do not depend on the group (independence). */
    ALL,
    /**
     * Rows of one true class: decisions do not depend on the group given the truth (separation).
     */
    SAME_LABEL,
    /**
     * Rows of one predicted class: the truth does not depend on the group given the decision
     * (sufficiency).
     */
    SAME_PREDICTION
  }

  /** Copies the columns and checks that a test has a value to test against. */
  public Basis {
    columns = List.copyOf(columns);
    Objects.requireNonNull(exchange, "exchange");
    if ((exchange == Exchange.NONE) != Double.isNaN(parity)) {
      throw new IllegalArgumentException("parity " + parity + " with exchange " + exchange);
    }
    if (exchange != Exchange.NONE && parity != 0 && parity != 1) {
      throw new IllegalArgumentException("parity is 0 or 1, not " + parity);
    }
  }

  /** Returns that figures may rest on anything, such as scores or the order of rows. */
  public static Basis rows() {
    return new Basis(false, List.of(), Exchange.NONE, Double.NaN);
  }

  /** Returns that figures rest on classes, groups, weights and the given columns only. */
  public static Basis counts(String... columns) {
    return new Basis(true, List.of(columns), Exchange.NONE, Double.NaN);
  }

  /**
   * Returns the same for a figure that compares groups. Tested are the value of a result and its
   * parts that bear the name of a protected column, which hold the same figure of that column
   * alone.
   *
   * @param value the figure's value where groups do not differ, 0 or 1
   */
  public Basis parity(double value, Exchange among) {
    return new Basis(countable, columns, among, value);
  }
}
