package plugins.data.internal.rowtext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void fewValuesHaveABinEach() {
    Bins bins = Bins.fit(new double[] {3, 1, 1, 7, Double.NaN}, 4);
    assertEquals(List.of(1.0, 3.0), bins.edges());
    assertEquals(List.of(0, 1, 2, 2), IntStream.of(1, 3, 7, 99).mapToObj(bins::index).toList());
  }

  @Test
  void evenlySpreadValuesArePartedAtQuantiles() {
    Bins bins = Bins.fit(IntStream.rangeClosed(1, 100).asDoubleStream().toArray(), 4);
    assertEquals(List.of(25.0, 50.0, 75.0), bins.edges());
    assertEquals(0, bins.index(25));
    assertEquals(1, bins.index(25.5));
    assertEquals(3, bins.index(1000));
  }

  @Test
  void aFrequentValueHasItsOwnBinAndTheRestIsStillParted() {
    double[] gains = new double[1000];
    Arrays.setAll(gains, i -> i < 900 ? 0 : i);
    Bins bins = Bins.fit(gains, 10);
    assertEquals(0, bins.index(0));
    assertEquals(1, bins.index(900));
    assertEquals(9, bins.index(999));
  }

  @Test
  void thereAreNeverMoreBinsThanAskedFor() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int most = 2 + random.nextInt(12);
      double[] values =
          random.doubles(1 + random.nextInt(500)).map(v -> Math.rint(v * v * 30)).toArray();
      Bins bins = Bins.fit(values, most);
      int last = Arrays.stream(values).mapToInt(bins::index).max().orElse(0);
      assertTrue(last < most, "bin " + last + " of " + most);
      double[] sorted = Arrays.stream(values).sorted().toArray();
      for (int i = 1; i < sorted.length; i++) {
        assertTrue(bins.index(sorted[i - 1]) <= bins.index(sorted[i]), "bins keep the order");
      }
    }
  }
}
