package plugins.privacy.internal.personaldata;

/** What is done with a class of personal data. */
enum Action {
  /** It stays. */
  KEEP,
  /** A tag with the name of the class takes its place. */
  MASK,
  /** A tag with a keyed digest takes its place: the same for the same value. */
  PSEUDONYM,
  /** A date is moved by a number of days that a key sets for each person. */
  SHIFT,
  /** Dates become years, ages over 89 one group, US postal codes three digits. */
  GENERALISE
}
