package governance.runtime.internal.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** From scipy.stats.t.ppf (SciPy 1.x), and the tables of Abramowitz and Stegun, 26.10. */
  @ParameterizedTest
  @CsvSource({
    "0.95, 1, 12.706204736432095",
    "0.95, 2, 4.302652729911275",
    "0.95, 3, 3.182446305284263",
    "0.95, 4, 2.7764451051977987",
    "0.95, 5, 2.5705818366147395",
    "0.95, 10, 2.2281388519649385",
    "0.95, 29, 2.045229642132703",
    "0.99, 2, 9.92484320091807",
    "0.9, 7, 1.894578605061305",
    "0.5, 6, 0.7175581964914207"
  })
  void quantilesAreThoseOfTheTables(double level, int freedom, double expected) {
    assertEquals(expected, StudentT.twoSided(level, freedom), 1e-9 * expected);
  }
}
