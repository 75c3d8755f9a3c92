package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  /** Readers see narrow no-break spaces; the tables here write them as {@code _}. */
  private static String plain(String text) {
    return text.replace('\u202f', '_');
  }

  @ParameterizedTest
  @CsvSource({
    "0.7519, share, 75.2_%",
    "-0.00001, share, 0.0_%",
    "0.81225, score, 0.812",
    "1474434, count, 1_474_434",
    "118.4, seconds, 1_min 58_s",
    "0.49731, loss, 0.4973",
    "0.0000125, loss, 1.25e−5"
  })
  void valuesAreWrittenInTheirUnit(double value, String unit, String expected) {
    assertEquals(expected, plain(Figures.value(value, unit)));
  }

  @ParameterizedTest
  @CsvSource({"0.2588, share, +25.9_pp", "-0.067, score, −0.067", "0, share, 0.0_pp"})
  void changesCarryTheirSign(double value, String unit, String expected) {
    assertEquals(expected, plain(Figures.change(value, unit)));
  }

  @ParameterizedTest
  @CsvSource({"999, 999_B", "1000, 1.0_kB", "5898112, 5.9_MB"})
  void bytesAreWrittenInPowersOfThousand(double bytes, String expected) {
    assertEquals(expected, plain(Figures.bytes(bytes)));
  }

  @ParameterizedTest
  @CsvSource({"9.96, 10.0_s", "59.7, 1_min 0_s", "3725, 1_h 2_min"})
  void durationsAreWrittenInTheTwoGreatestUnits(double seconds, String expected) {
    assertEquals(expected, plain(Figures.duration(seconds)));
  }
}
