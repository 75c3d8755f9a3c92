package plugins.domain.city.internal;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.util.Arrays;
import java.util.List;

/** One generated request, and what was planted in it. */
final class ServiceRequest {
  /** A request that is answered after more days than these is late. */
  static final int DAYS = 7;

  private static final int LONGEST = 60;

  private final GroundTruth truth;
  private final SplitMix random;
  private final String district;
  private final String neighbourhood;
  private final String channel;
  private final String weekday;
  private final String agency;
  private final String recorded;
  private final String text;
  private final boolean urgent;
  private final int open;

  ServiceRequest(GroundTruth truth, SplitMix random) {
    this.truth = truth;
    this.random = random;
    this.district = truth.draw(random, "district", "");
    boolean elsewhere = random.chance(truth.number("neighbourhood.elsewhere"));
    this.neighbourhood =
        Wording.neighbourhood(random, elsewhere ? truth.draw(random, "district", "") : district);
    this.channel = truth.draw(random, "channel", "");
    this.weekday =
        random.pick("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    this.agency = truth.draw(random, "agency", "");
    this.urgent = random.chance(truth.number("urgent.mentioned"));
    this.open = random.between(0, 200);
    this.text = Wording.description(random, agency, urgent);
    boolean misrouted = random.chance(truth.number("misrouted." + channel));
    this.recorded = misrouted ? truth.draw(random, "agency", "") : agency;
  }

  /** Returns the log-odds of a late answer, before any bias. */
  private double risk() {
    return truth.number("late.intercept")
        + truth.number("late.backlog") * open / 100
        + (weekday.startsWith("s") ? truth.number("late.weekend") : 0)
        + (urgent ? truth.number("late.urgent") : 0)
        + truth.effect("late.agency", agency)
        + truth.effect("late.channel", channel);
  }

  private static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /** Returns the values of the row in the order of the schema. */
  List<Object> row(int number) {
    double luck = random.uniform();
    boolean due = luck < probability(risk());
    boolean late = luck < probability(risk() + truth.effect("bias.district", district));
    int days = late ? random.between(DAYS + 1, LONGEST) : random.between(0, DAYS);
    return Arrays.asList(
        "SR" + (100000 + number),
        district,
        neighbourhood,
        channel,
        weekday,
        (double) open,
        text,
        recorded,
        answer(late),
        (double) days,
        answer(due),
        agency);
  }

  private static String answer(boolean yes) {
    return yes ? "yes" : "no";
  }
}
