package plugins.privacy.internal.attack;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the transform that plants canaries. */
@ObjectClassDefinition(
    name = "Canaries",
    description = "Plants made-up rows among the training rows, for attacks that look for them.")
@interface CanaryConfig {
  /** Number of candidates. */
  @AttributeDefinition(
      description = "Number of canaries that may be planted.",
      min = "1",
      max = "100000")
  int count() default 64;

  /** Probability with which each is planted. */
  @AttributeDefinition(
      description =
          "Probability with which each is planted, drawn for each by itself. An empirical bound of"
              + " epsilon needs 0.5.",
      min = "0.01",
      max = "1")
  double chance() default 0.5;

  /** How often a planted canary stands among the rows. */
  @AttributeDefinition(
      description = "How often a planted canary stands among the training rows.",
      min = "1",
      max = "10000")
  int repeats() default 1;

  /** Number of canaries that are never planted. */
  @AttributeDefinition(
      description = "Number of canaries that are never planted, to compare with.",
      min = "1",
      max = "1000000")
  int references() default 1000;

  /** Length in words. */
  @AttributeDefinition(description = "Number of words of a canary.", min = "3", max = "500")
  int words() default 10;

  /** What words are drawn from. */
  @AttributeDefinition(
      description =
          "RANDOM makes words of random letters, KNOWN draws words of the training rows. AUTO is"
              + " KNOWN for spans and RANDOM for labels.")
  Vocabulary vocabulary() default Vocabulary.AUTO;

  /** What is secret about a canary. */
  @AttributeDefinition(
      description =
          "LABEL draws the label, or the tags of the words, at random. SPAN is for a masked"
              + " language model: words in the middle are to be completed. AUTO is LABEL where rows"
              + " have labels.")
  Secret secret() default Secret.AUTO;

  /** Length of the span. */
  @AttributeDefinition(
      description = "Number of words of the span that is to be completed; less than words.",
      min = "1",
      max = "100")
  int span() default 2;

  /** What canaries are drawn from. */
  @AttributeDefinition(
      description =
          "Seed of the canaries, which an auditor keeps secret until training is over; 0 draws them"
              + " from the run's seed.")
  long seed() default 0;

  /** What words are drawn from. */
  enum Vocabulary {
    /** Known words for spans, random ones for labels. */
    AUTO,
    /** Random letters: what no row says, so that nothing but the canary teaches it. */
    RANDOM,
    /** Words of the training rows. */
    KNOWN
  }

  /** What is secret about a canary. */
  enum Secret {
    /** The label where rows have one, else a span. */
    AUTO,
    /** The label or the tags. */
    LABEL,
    /** Words in the middle of the text. */
    SPAN
  }
}
