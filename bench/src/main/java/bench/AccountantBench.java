package bench;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyTarget;
import java.util.List;
import plugins.privacy.internal.accounting.PldPlanning;
import plugins.privacy.internal.accounting.RdpPlanning;

/**
 * Accounting of 100,000 steps with noise 1.1 and rate 0.01 at δ = 10⁻⁵: ε by either accountant, and
 * the noise for ε = 3. The target is one second.
 */
final class AccountantBench {
  private static final int STEPS = 100_000;
  private static final double RATE = 0.01;

  private AccountantBench() {}

  /** Runs the cases given, or all. */
  static void run(String[] args) {
    for (String name : Turns.cases(args, "pld", "rdp", "pld-noise")) {
      switch (name) {
        case "pld" -> measure(name, () -> epsilon(new PldPlanning()));
        case "rdp" -> measure(name, () -> epsilon(new RdpPlanning()));
        case "pld-noise" ->
            measure(name, () -> new PldPlanning().noise(RATE, STEPS, new PrivacyTarget(3, 1e-5)));
        default ->
            throw new IllegalArgumentException("case " + name + "; allowed: pld, rdp, pld-noise");
      }
    }
  }

  private static void epsilon(PrivacyAccountant accountant) {
    accountant.epsilon(List.of(new NoisePhase(1.1, RATE, STEPS)), 1e-5);
  }

  private static void measure(String name, Runnable work) {
    Turns turns =
        Turns.take(
            1,
            Setup.turns(5),
            () -> {
              long begin = System.nanoTime();
              work.run();
              return (System.nanoTime() - begin) / 1e9;
            },
            () -> 1);
    double seconds = turns.median(0);
    Turns.print("accountant " + name, "ours", seconds, "target", 1, 1 / seconds);
  }
}
