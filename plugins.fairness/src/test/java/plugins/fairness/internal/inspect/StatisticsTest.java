package plugins.fairness.internal.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.Auc;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.regression.Softmax;
import plugins.fairness.internal.regression.SparseRows;

/** The figures are those of scipy, scikit-learn and statsmodels. */
class StatisticsTest {
  private static JsonObject oracle(String name) {
    return Oracle.named(StatisticsTest.class, name);
  }

  private static double[] numbers(JsonElement json) {
    return Oracle.as(json, double[].class);
  }

  private static JsonObject expected(JsonObject oracle) {
    return oracle.getAsJsonObject("expected");
  }

  private static void close(double expected, double got) {
    assertEquals(expected, got, 1e-9 * Math.max(1e-3, Math.abs(expected)));
  }

  @Test
  void intervalsOfShares() {
    JsonObject oracle = oracle("wilson");
    double[][] given = Oracle.as(oracle.get("inputs"), double[][].class);
    double[][] expected = Oracle.as(oracle.get("expected"), double[][].class);
    for (int i = 0; i < given.length; i++) {
      Rate rate = new Rate((long) given[i][0], (long) given[i][1]);
      close(expected[i][0], rate.low());
      close(expected[i][1], rate.high());
    }
  }

  @Test
  void intervalsOfDifferences() {
    JsonObject oracle = oracle("newcombe");
    double[][][] given = Oracle.as(oracle.get("inputs"), double[][][].class);
    double[][] expected = Oracle.as(oracle.get("expected"), double[][].class);
    for (int i = 0; i < given.length; i++) {
      Rate one = new Rate((long) given[i][0][0], (long) given[i][0][1]);
      Rate two = new Rate((long) given[i][1][0], (long) given[i][1][1]);
      close(expected[i][0], one.differenceLow(two));
      close(expected[i][1], one.differenceHigh(two));
    }
  }

  @Test
  void chances() {
    JsonObject oracle = oracle("chi-square tail");
    double[][] given = Oracle.as(oracle.get("inputs"), double[][].class);
    double[] expected = numbers(oracle.get("expected"));
    for (int i = 0; i < given.length; i++) {
      double got = Chance.chiSquare(given[i][0], given[i][1]);
      assertEquals(1, got / expected[i], 1e-9, given[i][0] + " of " + given[i][1]);
    }
    JsonObject corrected = oracle("benjamini-hochberg");
    assertArrayEquals(
        numbers(corrected.get("expected")),
        Chance.corrected(numbers(corrected.get("inputs"))),
        1e-12);
  }

  @Test
  void dependenceInTables() {
    JsonObject oracle = oracle("tables");
    long[][][] tables = Oracle.as(oracle.get("inputs"), long[][][].class);
    JsonArray expected = oracle.getAsJsonArray("expected");
    for (int i = 0; i < tables.length; i++) {
      JsonObject of = expected.get(i).getAsJsonObject();
      Crosstab table = new Crosstab(tables[i]);
      close(of.get("chi2").getAsDouble(), table.chiSquare());
      assertEquals(of.get("dof").getAsLong(), table.freedom());
      assertEquals(of.get("p").getAsDouble(), table.p(0, 1), 1e-8 * of.get("p").getAsDouble());
      close(of.get("v").getAsDouble(), table.cramersV());
      Information information = new Information(table);
      close(of.get("mi").getAsDouble(), information.mutual());
      close(of.get("emi").getAsDouble(), information.expected());
      close(of.get("entropy").getAsDouble(), information.entropy());
      close(of.get("told").getAsDouble(), information.told());
    }
  }

  @Test
  void sparseTablesAreTestedByRandomOnes() {
    JsonObject oracle = oracle("permutation");
    Crosstab table = new Crosstab(Oracle.as(oracle.get("inputs"), long[][].class));
    double exact = expected(oracle).get("p").getAsDouble();
    assertEquals(exact, table.p(20_000, 3), 0.003);
    assertEquals(table.p(199, 3), table.p(199, 3));
  }

  @Test
  void conditionalDifferencesOfTheBerkeleyAdmissions() {
    JsonObject oracle = oracle("berkeley");
    Strata strata = new Strata(Oracle.as(oracle.get("inputs"), long[][].class));
    close(expected(oracle).get("oddsRatio").getAsDouble(), strata.oddsRatio());
    close(expected(oracle).get("p").getAsDouble(), strata.p());
    close(expected(oracle).get("gap").getAsDouble(), strata.gap());
    close(expected(oracle).get("disparity").getAsDouble(), strata.disparity());
  }

  @Test
  void areaUnderTheCurve() {
    JsonObject oracle = oracle("auc");
    JsonObject given = oracle.getAsJsonObject("inputs");
    Auc auc =
        Auc.of(numbers(given.get("scores")), Oracle.as(given.get("positive"), boolean[].class));
    close(expected(oracle).get("auc").getAsDouble(), auc.value());
    close(expected(oracle).get("error").getAsDouble(), auc.error());
  }

  @Test
  void logisticRegression() {
    JsonObject oracle = oracle("logistic regression");
    JsonObject given = oracle.getAsJsonObject("inputs");
    int[][] rows = Oracle.as(given.get("rows"), int[][].class);
    boolean[] positive = Oracle.as(given.get("positive"), boolean[].class);
    int[] labels = IntStream.range(0, rows.length).map(r -> positive[r] ? 1 : 0).toArray();
    double[] weights = new double[rows.length];
    Arrays.fill(weights, 5);
    SparseRows read = new Features(rows, 12, labels, labels).scaled();
    Softmax model = Softmax.fit(read, labels, 2, weights);
    double[] expected = numbers(oracle.get("expected"));
    for (int row = 0; row < rows.length; row++) {
      assertEquals(expected[row], model.logOdds(read, row), 1e-3);
    }
  }

  @Test
  void labelsOfEqualRows() {
    JsonObject oracle = oracle("inconsistency");
    JsonObject given = oracle.getAsJsonObject("inputs");
    int[] content = Oracle.as(given.get("content"), int[].class);
    int[] labels = Oracle.as(given.get("labels"), int[].class);
    List<int[]> sets =
        IntStream.range(0, 9)
            .mapToObj(
                c -> IntStream.range(0, content.length).filter(r -> content[r] == c).toArray())
            .filter(s -> s.length > 0)
            .toList();
    Categories classes = new Categories(List.of("a", "b", "c"), labels);
    close(
        expected(oracle).get("classes").getAsDouble(),
        Disagreement.of(new Content(sets), classes, row -> true).value());
    int[] two = IntStream.of(labels).map(l -> l % 2).toArray();
    close(
        expected(oracle).get("binary").getAsDouble(),
        Disagreement.of(new Content(sets), new Categories(List.of("a", "b"), two), row -> true)
            .value());
  }

  @Test
  void logOdds() {
    JsonObject oracle = oracle("log-odds");
    JsonObject given = oracle.getAsJsonObject("inputs");
    double[] w = numbers(given.get("word"));
    LogOdds word = LogOdds.ofWord(w[0], w[1], w[2], w[3], w[4]);
    close(expected(oracle).get("word").getAsDouble(), word.value());
    close(expected(oracle).get("z").getAsDouble(), word.z());
    LogOdds rates = LogOdds.ofRates(new Rate(45, 120), new Rate(20, 220));
    close(expected(oracle).get("rates").getAsDouble(), rates.value());
    close(expected(oracle).get("error").getAsDouble(), rates.error());
  }
}
