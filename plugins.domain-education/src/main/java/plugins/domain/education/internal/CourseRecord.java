package plugins.domain.education.internal;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.util.Arrays;
import java.util.List;

/** One generated pupil in one course, and what was planted in the record. */
final class CourseRecord {
  private static final int TOP_GRADE = 20;

  private final GroundTruth truth;
  private final SplitMix random;
  private final boolean female;
  private final boolean village;
  private final String bus;
  private final String track;
  private final String support;
  private final String internet;
  private final String remark;
  private final int failures;
  private final int attendance;
  private final int homework;
  private final int studyHours;
  private final double ability;
  private final int grade;

  CourseRecord(GroundTruth truth, SplitMix random) {
    this.truth = truth;
    this.random = random;
    this.female = random.chance(truth.number("share.female"));
    this.village = random.chance(truth.number("share.village"));
    this.bus = truth.draw(random, "bus", home());
    this.track = truth.draw(random, "track", sex());
    this.support = truth.draw(random, "support", "");
    this.internet = truth.draw(random, "internet", "");
    this.failures = Integer.parseInt(truth.draw(random, "failures", ""));
    this.attendance = 100 - Math.min(random.between(0, 40), random.between(0, 60));
    this.homework = Math.max(random.between(20, 100), random.between(0, 100));
    this.studyHours = (random.between(0, 12) + random.between(0, 12)) / 2;
    this.ability = random.normal();
    this.grade = grade();
    String who = random.chance(truth.number("pronoun.said")) ? (female ? "She" : "He") : null;
    this.remark = Remark.text(random, attendance, homework, who);
  }

  private String sex() {
    return female ? "female" : "male";
  }

  private String home() {
    return village ? "village" : "town";
  }

  private int grade() {
    double measured =
        truth.number("grade.mean")
            + truth.number("grade.ability") * ability
            + truth.number("grade.error") * random.normal();
    return (int) Math.max(0, Math.min(TOP_GRADE, StrictMath.rint(measured)));
  }

  /** Returns the log-odds of passing, before any bias. */
  private double merit() {
    return truth.number("pass.intercept")
        + truth.number("pass.ability") * ability
        + truth.number("pass.attendance") * attendance
        + truth.number("pass.homework") * homework
        + truth.number("pass.study-hour") * studyHours
        + truth.number("pass.failure") * failures
        + truth.effect("pass.support", support);
  }

  private double bias() {
    return (village ? truth.number("bias.village") : 0) + (female ? 0 : truth.number("bias.male"));
  }

  private static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /** Returns the values of the row in the order of the schema. */
  List<Object> row(int number) {
    double luck = random.uniform();
    boolean real = luck < probability(merit());
    boolean recorded = luck < probability(merit() + bias());
    boolean flipped = random.chance(truth.number("noise." + home()));
    return Arrays.asList(
        "CR" + (100000 + number),
        sex(),
        home(),
        bus,
        track,
        (double) grade,
        (double) failures,
        (double) attendance,
        (double) homework,
        (double) studyHours,
        support,
        internet,
        remark,
        answer(recorded ^ flipped),
        answer(real),
        answer(recorded));
  }

  private static String answer(boolean yes) {
    return yes ? "yes" : "no";
  }
}
