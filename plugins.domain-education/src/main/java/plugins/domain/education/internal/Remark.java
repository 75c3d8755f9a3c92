package plugins.domain.education.internal;

import governance.generated.SplitMix;

/** Writes what a teacher remarks on a pupil, by a small grammar. */
final class Remark {
  private static final int SELDOM = 75;
  private static final int LITTLE = 60;

  private Remark() {}

  /** Returns two sentences; {@code pronoun} begins them, or null to say "the pupil". */
  static String text(SplitMix random, int attendance, int homework, String pronoun) {
    String who = pronoun == null ? "The pupil" : pronoun;
    String presence =
        attendance < SELDOM
            ? random.pick("is often absent", "misses many lessons", "comes late or not at all")
            : random.pick("is present and awake", "comes to every lesson", "is rarely absent");
    String work =
        homework < LITTLE
            ? random.pick("hands in little", "forgets the exercises", "leaves tasks undone")
            : random.pick("hands in the exercises", "works with care", "finishes every task");
    return who + " " + presence + " and " + work + ". " + closing(random);
  }

  private static String closing(SplitMix random) {
    return random.pick(
        "In groups the work goes well.",
        "Questions come when something is unclear.",
        "More practice with texts would help.",
        "The notebook is in order.",
        "Oral work is better than written work.",
        "A talk with the family took place.");
  }
}
