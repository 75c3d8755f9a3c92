package plugins.privacy.internal.personaldata;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What takes the place of personal data.
 *
 * @param actions what is done with each class
 * @param secret the key, or null where no action needs one
 * @param days greatest number of days a date is moved by
 * @param dayFirst whether 5/6/2020 is in June
 * @param present the year that ages are reckoned in
 */
record Rules(
    Map<DataClass, Action> actions, Secret secret, int days, boolean dayFirst, int present) {
  /** From this age on a person is told by it, and so by the year of birth. */
  private static final int OLD = 90;

  /** First digits of US postal codes of areas with at most 20,000 people in the census of 2000. */
  private static final Set<String> FEW_PEOPLE =
      Set.of(
          "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878",
          "879", "884", "890", "893");

  Action action(DataClass type) {
    return actions.get(type);
  }

  /**
   * Returns what is written instead.
   *
   * @param subject whom a date belongs to; the same person, the same shift
   */
  String replacement(DataClass type, String value, String subject) {
    return switch (action(type)) {
      case KEEP -> value;
      case MASK -> tag(type);
      case PSEUDONYM -> "[" + type + "_" + secret.pseudonym(type.name(), normal(value)) + "]";
      case SHIFT ->
          DateText.of(value, dayFirst)
              .map(date -> date.plus(secret.days(subject, days)))
              .orElse(tag(type));
      case GENERALISE -> general(type, value).orElse(tag(type));
    };
  }

  static String tag(DataClass type) {
    return "[" + type + "]";
  }

  /** Spaces and signs between do not make another value. */
  private static String normal(String value) {
    StringBuilder normal = new StringBuilder();
    value
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(normal::appendCodePoint);
    return normal.toString();
  }

  private Optional<String> general(DataClass type, String value) {
    return switch (type) {
      case AGE -> Optional.of("90+");
      case DATE ->
          DateText.of(value, dayFirst)
              .flatMap(DateText::year)
              .filter(year -> Integer.parseInt(year) > present - OLD);
      case POSTAL_CODE ->
          value.matches("[0-9]{5}([- ]?[0-9]{4})?")
              ? Optional.of(
                  FEW_PEOPLE.contains(value.substring(0, 3)) ? "000" : value.substring(0, 3))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
