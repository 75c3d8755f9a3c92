package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import java.util.List;

/** Reads phases and releases as they are written on the command line. */
final class LedgerNumbers {
  private LedgerNumbers() {}

  static List<NoisePhase> phases(List<String> written) {
    return written.stream().map(LedgerNumbers::phase).toList();
  }

  private static NoisePhase phase(String written) {
    double[] parts = parts(written, 3);
    boolean fits =
        parts != null
            && parts[0] >= 0.01
            && parts[0] <= 1e6
            && parts[1] > 0
            && parts[1] <= 1
            && parts[2] >= 1
            && parts[2] <= 1e9
            && parts[2] == Math.rint(parts[2]);
    if (!fits) {
      throw GovernanceException.spec(
          "--add",
          "got \"" + written + "\"",
          "NOISE,RATE,STEPS such as 1.1,0.01,1000: noise in [0.01, 1e6], rate in (0, 1], steps from"
              + " 1",
          "");
    }
    return new NoisePhase(parts[0], parts[1], (long) parts[2]);
  }

  static List<PrivacyTarget> releases(List<String> written) {
    return written.stream().map(LedgerNumbers::release).toList();
  }

  private static PrivacyTarget release(String written) {
    double[] parts = parts(written, 2);
    boolean fits =
        parts != null && parts[0] > 0 && parts[0] <= 1e6 && parts[1] >= 0 && parts[1] < 1;
    if (!fits) {
      throw GovernanceException.spec(
          "--release",
          "got \"" + written + "\"",
          "EPSILON,DELTA such as 0.5,1e-6: epsilon above 0, delta from 0, below 1",
          "");
    }
    return new PrivacyTarget(parts[0], parts[1]);
  }

  /** Returns the numbers, or null where there are not so many. */
  private static double[] parts(String written, int count) {
    String[] texts = written.split(",", -1);
    if (texts.length != count) {
      return null;
    }
    double[] parts = new double[count];
    try {
      for (int i = 0; i < count; i++) {
        parts[i] = Double.parseDouble(texts[i].strip());
      }
    } catch (NumberFormatException e) {
      return null;
    }
    return parts;
  }
}
