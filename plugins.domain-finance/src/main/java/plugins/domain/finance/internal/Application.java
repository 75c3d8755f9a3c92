package plugins.domain.finance.internal;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.util.Arrays;
import java.util.List;

/** One generated loan application, and what was planted in it. */
final class Application {
  private final GroundTruth truth;
  private final SplitMix random;
  private final boolean female;
  private final boolean young;
  private final int age;
  private final String region;
  private final String occupation;
  private final String housing;
  private final String history;
  private final String purpose;
  private final String text;
  private final int term;
  private final int dependants;
  private final int employed;
  private final int income;
  private final int amount;

  Application(GroundTruth truth, SplitMix random) {
    this.truth = truth;
    this.random = random;
    this.female = random.chance(truth.number("share.female"));
    this.young = random.chance(truth.number("share.young"));
    this.age =
        young ? random.between(18, 24) : 25 + (random.between(0, 49) + random.between(0, 49)) / 2;
    this.region = truth.draw(random, "region", sex());
    this.occupation = truth.draw(random, "occupation", sex());
    this.housing = truth.draw(random, "housing", "");
    this.history = truth.draw(random, "history", "");
    this.purpose = truth.draw(random, "purpose", "");
    this.term = Integer.parseInt(truth.draw(random, "term", ""));
    this.dependants = Integer.parseInt(truth.draw(random, "dependants", ""));
    this.employed = random.between(0, Math.min(20, age - 18));
    this.income = round(StrictMath.exp(7.7 + 0.4 * random.normal()), 10);
    this.amount = round(income * StrictMath.exp(1.4 + 0.6 * random.normal()), 100);
    boolean together = random.chance(truth.number("spouse.mentioned"));
    this.text = Purpose.text(random, purpose, together ? (female ? "husband" : "wife") : null);
  }

  private String sex() {
    return female ? "female" : "male";
  }

  private static int round(double value, int step) {
    return (int) Math.max(step, StrictMath.rint(value / step) * step);
  }

  /** Returns the log-odds of default, before any bias. */
  private double risk() {
    return truth.number("risk.intercept")
        + truth.number("risk.burden") * burden()
        + truth.number("risk.year-employed") * employed
        + truth.number("risk.dependant") * dependants
        + truth.effect("risk.history", history)
        + truth.effect("risk.housing", housing)
        + truth.effect("risk.purpose", purpose);
  }

  /** Returns the monthly instalment as a share of the income. */
  private double burden() {
    return (double) amount / term / income;
  }

  private double bias() {
    return (female ? truth.number("bias.female") : 0) + (young ? truth.number("bias.young") : 0);
  }

  private static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /** Returns the values of the row in the order of the schema. */
  List<Object> row(int number) {
    double luck = random.uniform();
    boolean real = luck < probability(risk());
    boolean recorded = luck < probability(risk() + bias());
    boolean flipped = random.chance(truth.number("noise." + sex()));
    return Arrays.asList(
        "LA" + (100000 + number),
        sex(),
        String.valueOf(age),
        region,
        occupation,
        (double) income,
        (double) amount,
        (double) term,
        StrictMath.rint(100 * burden()),
        (double) employed,
        (double) dependants,
        housing,
        history,
        text,
        answer(recorded ^ flipped),
        answer(real),
        answer(recorded));
  }

  private static String answer(boolean yes) {
    return yes ? "yes" : "no";
  }
}
