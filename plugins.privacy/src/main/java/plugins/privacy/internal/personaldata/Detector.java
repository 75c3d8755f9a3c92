package plugins.privacy.internal.personaldata;

/**
 * Finds personal data in a text. Detectors are asked one after the other; {@link Findings} settles
 * where they disagree, so that a tagger of names can stand beside the rules. Safe for use by
 * several threads.
 */
@FunctionalInterface
interface Detector {
  /** Adds what the text holds; time must grow with the length of the text alone. */
  void detect(String text, Findings findings);
}
