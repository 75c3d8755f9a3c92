package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScaledErfcTest {
  /** Values computed with mpmath 1.3.0 to 30 digits. */
  @Test
  void agreesWithKnownValues() {
    double[][] known = {
      {0, 1.0},
      {0.0625, 0.93320624864927411},
      {0.3, 0.73459933456765515},
      {1, 0.427583576155807},
      {1.99, 0.2564678367195299},
      {2, 0.25539567631050574},
      {2.5, 0.21080636406114358},
      {3.9, 0.14031418160068974},
      {4.01, 0.13667636742994915},
      {7.3, 0.076580608471478914},
      {15.55, 0.036207724361689369},
      {27.97, 0.020158372744712219},
      {28, 0.020136801964214277},
      {100, 0.0056416137829894329}
    };
    for (double[] each : known) {
      assertEquals(each[1], ScaledErfc.of(each[0]), 4e-15 * each[1], "at " + each[0]);
    }
  }
}
