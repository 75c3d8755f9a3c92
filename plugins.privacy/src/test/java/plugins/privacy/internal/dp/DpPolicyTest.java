package plugins.privacy.internal.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Settings;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccount;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.PolicySetup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plugins.privacy.internal.accounting.PldPlanning;

class DpPolicyTest {
  private static final long ROWS = 10_000;
  private static final int BATCH = 100;
  private static final long STEPS = 300;

  private record Setup(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}

  private static Setup setup(Map<String, Object> settings) {
    return new Setup(Settings.of(DpPolicy.ID, settings), ROWS, BATCH, STEPS);
  }

  private static GradientPlan plan(Map<String, Object> settings) {
    return new DpPolicy().plan(setup(settings));
  }

  @ParameterizedTest
  @CsvSource({"1,PLD", "3,PLD", "8,RDP"})
  void findsTheNoiseThatJustKeepsTheTarget(double epsilon, String accountant) {
    Setup setup = setup(Map.of("epsilon", epsilon, "accountant", accountant, "delta", "1e-5"));
    DpPolicy policy = new DpPolicy();
    PrivacyAccount account = policy.account(setup, STEPS).orElseThrow();
    assertTrue(account.epsilon().upper() <= epsilon, account::toString);
    assertTrue(account.epsilon().upper() > 0.97 * epsilon, account::toString);
    assertEquals(accountant.toLowerCase(java.util.Locale.ROOT), account.accountant());
    double noise = policy.plan(setup).noiseMultiplier();
    double exact =
        new PldPlanning().epsilon(List.of(new NoisePhase(noise, 0.01, STEPS)), 1e-5).upper();
    assertTrue(exact <= account.epsilon().upper(), exact + " by pld");
  }

  @Test
  void accountsForTheStepsReallyDone() {
    Setup setup = setup(Map.of("noise", 1.1));
    DpPolicy policy = new DpPolicy();
    double half = policy.spent(setup, STEPS / 2).get("epsilon");
    double all = policy.spent(setup, STEPS).get("epsilon");
    assertTrue(half < all, half + " and " + all);
    assertEquals(0, policy.spent(setup, 0).get("epsilon"));
    double delta = Math.pow(ROWS, -1.1);
    double peer =
        new PldPlanning().epsilon(List.of(new NoisePhase(1.1, 0.01, STEPS)), delta).upper();
    assertEquals(peer, all, 1e-5 * peer);
  }

  /**
   * Poisson samples of k rows of a person: at least one with 1 - (1 - q)^k, and at most k clips.
   */
  @ParameterizedTest
  @CsvSource({"2", "5"})
  void rowsOfOnePersonCostTogether(int most) {
    Setup setup = setup(Map.of("epsilon", 3.0, "delta", "1e-5", "rowsPerPerson", most));
    GradientPlan plan = new DpPolicy().plan(setup);
    assertEquals(most, plan.rowsPerPerson());
    double takesPart = 1 - Math.pow(1 - 0.01, most);
    NoisePhase person = new NoisePhase(plan.noiseMultiplier() / most, takesPart, STEPS);
    double exact = new PldPlanning().epsilon(List.of(person), 1e-5).upper();
    assertEquals(3, exact, 0.03);
    assertTrue(exact <= 3, exact + " is more than was asked for");
    assertEquals(exact, new DpPolicy().spent(setup, STEPS).get("epsilon"), 1e-5);
    double alone = plan(Map.of("epsilon", 3.0, "delta", "1e-5")).noiseMultiplier();
    assertTrue(plan.noiseMultiplier() > most * alone, alone + " for one row each");
  }

  @Test
  void saysHowRowsAreClippedAndDrawn() {
    GradientPlan auto = plan(Map.of("noise", 1.0));
    assertEquals(
        new GradientPlan(
            Clipping.PER_SAMPLE_NORMALISED, 1, 1, Sampling.POISSON, NoiseSource.CRYPTOGRAPHIC),
        auto);
    GradientPlan fixed = plan(Map.of("noise", 1.0, "clip", 0.1, "randomness", "seeded"));
    assertEquals(
        new GradientPlan(Clipping.PER_SAMPLE, 0.1, 1, Sampling.POISSON, NoiseSource.SEEDED), fixed);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-5,1e-5",
    "1/n^1.1,3.98107e-5",
    "0.1/n,1e-5",
    "' 0.5 / n ^ 1.5 ',5e-7",
    "n^-1.25,1e-5"
  })
  void readsDelta(String written, double delta) {
    assertEquals(delta, Delta.of(written, ROWS), 1e-5 * delta);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          0    | - | -       | -    | setting epsilon: is 0; allowed: above 0
          -1   | - | -       | -    | setting epsilon: is -1; allowed: above 0
          1e9  | - | -       | -    | Such a guarantee says nothing
          3    | 1 | -       | -    | are both given: 3.0 and 1.0; allowed: one of the two
          -    | - | -       | -    | give neither epsilon nor noise
          -    | 0 | -       | -    | Without noise there is no privacy
          -    | 1 | 1/n     | -    | is 0.0001 for 10000 training rows; allowed: below 1/n = 0.0001
          -    | 1 | 0.5     | -    | is 0.5 for 10000 training rows
          -    | 1 | 0       | -    | setting delta: is 0; allowed: above 0
          -    | 1 | 1/m     | -    | setting delta: is "1/m"; allowed: a number, a/n
          -    | 1 | -       | 0    | setting clip: is 0; allowed: a number from 1e-6
          -    | 1 | -       | some | setting clip: is some; allowed: a number from 1e-6
          1e-7 | - | 1e-90   | -    | is out of reach with 300 steps
          """)
  void refusesWrongSettings(Double epsilon, Double noise, String delta, String clip, String what) {
    Map<String, Object> settings = new java.util.HashMap<>();
    settings.put("epsilon", epsilon);
    settings.put("noise", noise);
    settings.put("delta", delta);
    settings.put("clip", clip);
    settings.values().removeIf(java.util.Objects::isNull);
    GovernanceException refused = assertThrows(GovernanceException.class, () -> plan(settings));
    assertTrue(refused.getMessage().contains(what), refused.getMessage());
  }

  @Test
  void refusesFewerRowsThanABatchAndSaysAllTogether() {
    Setup few = new Setup(Settings.of(DpPolicy.ID, Map.of("epsilon", -1.0)), 50, 64, 10);
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> new DpPolicy().plan(few));
    List<String> messages = refused.problems().stream().map(Problem::message).toList();
    assertEquals(2, messages.size(), messages::toString);
    assertTrue(messages.get(1).contains("is 64 with 50 training rows"), messages::toString);
  }

  @Test
  void worksWithBatchesOfOneRow() {
    Setup one = new Setup(Settings.of(DpPolicy.ID, Map.of("epsilon", 3.0)), ROWS, 1, ROWS);
    assertTrue(new DpPolicy().plan(one).noiseMultiplier() > 0.1);
  }
}
