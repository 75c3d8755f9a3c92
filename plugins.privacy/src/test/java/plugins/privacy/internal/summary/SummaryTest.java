package plugins.privacy.internal.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.SummaryColumn;
import governance.api.privacy.SummarySetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plugins.privacy.internal.accounting.RdpPlanning;

class SummaryTest {
  private static final int ROWS = 6000;

  private record Setup(
      Dataset data,
      List<SummaryColumn> columns,
      double epsilon,
      double delta,
      double confidence,
      int rowsPerPerson)
      implements SummarySetup {}

  /** Ages as texts, as a file has them; one is outside of the range, one is missing. */
  private static Dataset people() {
    Random random = new Random(5);
    List<String> ages = new ArrayList<>();
    List<String> sexes = new ArrayList<>();
    List<String> towns = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      ages.add(Integer.toString(20 + random.nextInt(41)));
      sexes.add(row % 3 == 0 ? "male" : "female");
      towns.add(row == 77 ? "Hidden" : row % 2 == 0 ? "Here" : "There");
    }
    ages.set(0, "900");
    ages.set(1, "");
    Schema schema =
        new Schema(
            List.of("age", "sex", "town").stream()
                .map(name -> new Column(name, ValueType.STRING, Role.FEATURE))
                .toList());
    return Dataset.of(schema, List.of(ages, sexes, towns));
  }

  private static AnalysisResult release(double epsilon, double delta, SummaryColumn... columns) {
    return new Summary()
        .summarize(new Setup(people(), Arrays.asList(columns), epsilon, delta, 0.999999, 1));
  }

  private static AnalysisTable table(AnalysisResult result, String title) {
    return result.tables().stream()
        .filter(t -> t.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table " + title));
  }

  private static double cell(AnalysisTable table, String row, int column) {
    List<Object> found =
        table.rows().stream().filter(r -> r.get(0).equals(row)).findFirst().orElseThrow();
    return ((Number) found.get(column)).doubleValue();
  }

  private static void holds(double truth, AnalysisTable table, String row) {
    assertTrue(
        cell(table, row, 2) <= truth && truth <= cell(table, row, 3),
        row + ": " + truth + " of " + table.rows());
  }

  private static double deviation(double epsilon, double delta, int rowsPerPerson) {
    List<SummaryColumn> sex = List.of(SummaryColumn.categories("sex", List.of("male", "female")));
    AnalysisResult result =
        new Summary().summarize(new Setup(people(), sex, epsilon, delta, 0.95, rowsPerPerson));
    return cell(table(result, "Budget spent"), "standard deviation of a count", 1);
  }

  /** k rows of a person: ε / k for each, and of δ what the sum of e^(iε/k) leaves. */
  @Test
  void rowsOfOnePersonCostTogether() {
    assertEquals(3 * deviation(1, 0, 1), deviation(1, 0, 3), 0.02 * deviation(1, 0, 3));
    double parts = 1 + Math.exp(1 / 3.0) + Math.exp(2 / 3.0);
    double single = deviation(1 / 3.0, 1e-6 / parts, 1);
    assertEquals(single, deviation(1, 1e-6, 3), 1e-9 * single);
    assertTrue(single > 3 * deviation(1, 1e-6, 1));
  }

  @Test
  void intervalsHoldTheTruth() {
    for (double delta : new double[] {1e-6, 0}) {
      AnalysisResult result =
          release(
              1,
              delta,
              SummaryColumn.numbers("age", 20, 60, 4),
              SummaryColumn.categories("sex", List.of("female", "male")));
      holds(ROWS, table(result, "Rows"), "all");
      AnalysisTable sexes = table(result, "Rows by sex");
      holds(ROWS / 3, sexes, "male");
      holds(0, sexes, "(other)");
      AnalysisTable ages = table(result, "Rows by age");
      assertEquals(
          List.of("[20, 30)", "[30, 40)", "[40, 50)", "[50, 60]", "(missing)"),
          ages.rows().stream().map(r -> r.get(0)).toList());
      holds(1, ages, "(missing)");
      AnalysisTable numbers = table(result, "Numbers");
      holds(mean(), numbers, "age");
      assertTrue(cell(numbers, "age", 3) - cell(numbers, "age", 2) < 6, numbers.rows().toString());
      assertEquals(40, cell(numbers, "age", 4), 4);
    }
  }

  private static double mean() {
    return people().values("age").stream()
        .mapToDouble(Numbers::of)
        .filter(v -> !Double.isNaN(v))
        .map(v -> Math.min(60, v))
        .average()
        .orElseThrow();
  }

  @Test
  void namesNoValueOfASingleRow() {
    AnalysisTable towns =
        table(release(1, 1e-6, SummaryColumn.categories("town", List.of())), "Rows by town");
    List<Object> named = towns.rows().stream().map(r -> r.get(0)).toList();
    assertEquals(List.of("Here", "There"), named);
    assertFalse(towns.toString().contains("Hidden"));
  }

  @Test
  void everyReleaseIsAnother() {
    SummaryColumn sex = SummaryColumn.categories("sex", List.of("female", "male"));
    assertNotEquals(
        release(0.05, 1e-6, sex).tables().get(1), release(0.05, 1e-6, sex).tables().get(1));
  }

  /** Ten counts of one budget have noise of ten times the variance of one. */
  @Test
  void dividesTheBudget() {
    double one = new Budget(1, 1e-6, 1, 0).noise(1).deviation();
    assertEquals(one * Math.sqrt(10), new Budget(1, 1e-6, 10, 0).noise(1).deviation(), 1e-9);
    double spent = new RdpPlanning().epsilon(List.of(new NoisePhase(one, 1, 1)), 1e-6).upper();
    assertTrue(spent <= 1 && spent > 0.9999, "" + spent);
    double pure = new Budget(1, 0, 10, 0).noise(1).deviation();
    assertEquals(10 * Math.sqrt(2), pure, 1e-9);
    assertEquals(0.1, new Budget(1, 0, 10, 0).choice(), 1e-12);
  }

  /** Half of δ and a third of ε go to the choice of names, the rest to the counts. */
  @Test
  void choosingNamesIsPartOfTheBudget() {
    Budget budget = new Budget(0.9, 2e-6, 1, 3);
    assertEquals(0.1, budget.selectionEpsilon(), 1e-12);
    assertEquals(1e-6 / 3, budget.selectionDelta(), 1e-18);
    assertEquals(
        new Budget(0.6, 1e-6, 1, 0).noise(1).deviation(), budget.noise(1).deviation(), 1e-4);
  }

  @Test
  void namesNeedADelta() {
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () -> release(1, 0, SummaryColumn.categories("town", List.of())));
    assertTrue(e.getMessage().contains("town"), e.getMessage());
  }
}
