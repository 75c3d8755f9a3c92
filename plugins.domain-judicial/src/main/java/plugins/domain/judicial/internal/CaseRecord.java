package plugins.domain.judicial.internal;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.util.Arrays;
import java.util.List;

/** One generated person before a court, and what was planted in the record. */
final class CaseRecord {
  private static final int ADULT = 18;

  private final GroundTruth truth;
  private final SplitMix random;
  private final boolean female;
  private final boolean inland;
  private final String district;
  private final String offence;
  private final String degree;
  private final String employment;
  private final String housing;
  private final String summary;
  private final int age;
  private final int truePriors;
  private final int recordedPriors;
  private final int years;

  CaseRecord(GroundTruth truth, SplitMix random) {
    this.truth = truth;
    this.random = random;
    this.female = random.chance(truth.number("share.female"));
    this.inland = random.chance(truth.number("share.inland"));
    this.age = ADULT + Math.min(random.between(0, 50), random.between(0, 50));
    this.district = truth.draw(random, "district", origin());
    this.offence = truth.draw(random, "offence", "");
    this.degree = truth.draw(random, "degree", "");
    this.employment = truth.draw(random, "employment", "");
    this.housing = truth.draw(random, "housing", "");
    this.truePriors = Integer.parseInt(truth.draw(random, "priors", ""));
    this.recordedPriors =
        truePriors + Integer.parseInt(truth.draw(random, "extra.priors", origin()));
    this.years = random.between(0, Math.min(8, age - ADULT));
    this.summary = Summary.text(random, offence, employment, housing);
  }

  private String sex() {
    return female ? "female" : "male";
  }

  private String origin() {
    return inland ? "inland" : "coast";
  }

  /** Returns the log-odds of a new offence. */
  private double risk() {
    return truth.number("risk.intercept")
        + truth.number("risk.year-of-age") * (age - ADULT)
        + truth.number("risk.prior") * truePriors
        + truth.number("risk.year-since-last") * years
        + truth.effect("risk.degree", degree)
        + truth.effect("risk.employment", employment)
        + truth.effect("risk.housing", housing);
  }

  /** Returns the values of the row in the order of the schema. */
  List<Object> row(int number) {
    boolean offends = random.chance(1 / (1 + StrictMath.exp(-risk())));
    String arrest = "arrest." + (offends ? "guilty." : "innocent.") + origin();
    boolean arrested = random.chance(truth.number(arrest));
    return Arrays.asList(
        "CA" + (100000 + number),
        sex(),
        origin(),
        (double) age,
        district,
        degree,
        (double) recordedPriors,
        (double) years,
        employment,
        housing,
        summary,
        answer(arrested),
        answer(offends),
        String.valueOf(truePriors));
  }

  private static String answer(boolean yes) {
    return yes ? "yes" : "no";
  }
}
