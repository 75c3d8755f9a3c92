package plugins.privacy.internal.dp;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyTarget;
import governance.api.train.PolicySetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import plugins.privacy.internal.dp.DpConfig.Accountant;
import plugins.privacy.internal.dp.DpConfig.Randomness;

/**
 * What a run asks for, checked.
 *
 * @param epsilon target ε; 0 where the noise is given
 * @param delta δ
 * @param noise noise multiplier; 0 where it is to be found
 * @param clip the bound on the gradient of a row
 * @param rate probability with which a row takes part in a step
 * @param steps steps of the run
 * @param rowsPerPerson how many rows one person has at most
 * @param accountant what computes ε
 * @param randomness what noise is drawn from
 */
record Request(
    double epsilon,
    double delta,
    double noise,
    Clip clip,
    double rate,
    long steps,
    int rowsPerPerson,
    Accountant accountant,
    Randomness randomness) {
  private static final double MOST_EPSILON = 1e6;
  private static final double LEAST_NOISE = 0.01;
  private static final double MOST_NOISE = 1e6;

  /**
   * Checks settings and run together.
   *
   * @throws GovernanceException with everything that is wrong
   */
  static Request of(PolicySetup setup) {
    DpConfig config = setup.settings().as(DpConfig.class);
    List<Problem> problems = new ArrayList<>();
    target(config, setup.settings().values(), problems);
    if (setup.rows() < setup.batchSize()) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "train.batch",
              "is %d with %d training rows, so that no rows are drawn by chance"
                  .formatted(setup.batchSize(), setup.rows()),
              "at most the number of training rows",
              "Lower train.batch; with " + ID + " a tenth of the rows is large"));
    }
    Double delta = attempt(() -> Delta.of(config.delta(), setup.rows()), problems);
    Clip clip = attempt(() -> Clip.of(config.clip()), problems);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    double rate = (double) setup.batchSize() / setup.rows();
    return new Request(
        config.epsilon(),
        delta,
        config.noise(),
        clip,
        rate,
        setup.steps(),
        config.rowsPerPerson(),
        config.accountant(),
        config.randomness());
  }

  private static final String ID = DpPolicy.ID;

  private static void target(DpConfig config, Map<String, Object> given, List<Problem> problems) {
    boolean epsilon = given.containsKey("epsilon");
    boolean noise = given.containsKey("noise");
    if (epsilon && noise) {
      wrong(
          problems,
          "settings epsilon and noise",
          "are both given: " + config.epsilon() + " and " + config.noise(),
          "one of the two",
          "Leave out noise to have it found, or epsilon to have it computed");
    } else if (!epsilon && !noise) {
      wrong(
          problems,
          "settings",
          "give neither epsilon nor noise",
          "one of the two",
          "Give a target, usually 1 to 8, such as --epsilon 3");
    } else if (epsilon && !(config.epsilon() > 0 && config.epsilon() <= MOST_EPSILON)) {
      boolean low = config.epsilon() <= 0;
      wrong(
          problems,
          "setting epsilon",
          "is " + Written.number(config.epsilon()),
          "above 0, at most 1e6",
          low
              ? "Nothing can be learned from rows at 0; usual targets are 1 to 8"
              : "Such a guarantee says nothing; usual targets are 1 to 8");
    } else if (noise && !(config.noise() >= LEAST_NOISE && config.noise() <= MOST_NOISE)) {
      wrong(
          problems,
          "setting noise",
          "is " + Written.number(config.noise()),
          "0.01 to 1e6",
          config.noise() == 0
              ? "Without noise there is no privacy: leave out train.gradientPolicy"
              : "It is in units of the clip, usually 0.5 to 10");
    }
  }

  private static void wrong(
      List<Problem> problems, String what, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, ID + " " + what, got, allowed, advice));
  }

  private static <T> T attempt(Supplier<T> reading, List<Problem> problems) {
    try {
      return reading.get();
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  /**
   * Returns the probability with which any row of one person takes part in a step: 1 − (1 − q)^k.
   */
  double personRate() {
    return rowsPerPerson == 1 ? rate : 1 - Math.pow(1 - rate, rowsPerPerson);
  }

  /** Returns what steps release of one person, whose rows move their sum by at most k clips. */
  NoisePhase phase(double multiplier, long done) {
    return new NoisePhase(multiplier / rowsPerPerson, personRate(), done);
  }

  /**
   * Returns the least noise that keeps the target.
   *
   * @throws GovernanceException if there is none
   */
  double search(PrivacyAccountant accountant) {
    return rowsPerPerson * searchForPerson(accountant);
  }

  private double searchForPerson(PrivacyAccountant accountant) {
    return accountant
        .noise(personRate(), steps, new PrivacyTarget(epsilon, delta))
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    ID + " setting epsilon",
                    Written.number(epsilon)
                        + " is out of reach with "
                        + steps
                        + " steps, whatever the noise",
                    "",
                    "Choose a greater epsilon or delta, fewer epochs or a smaller batch"));
  }
}
