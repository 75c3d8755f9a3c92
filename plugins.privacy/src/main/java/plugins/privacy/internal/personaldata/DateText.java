package plugins.privacy.internal.personaldata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date as it is written, which can be written again with another day. */
final class DateText {
  private static final String WORD = "(?<w>\\p{L}{3,9})";
  private static final String DAY = "(?<d>\\d{1,2})";

  /** Every form names all groups; those it has not match nothing. */
  private static final List<Pattern> FORMS =
      List.of(
          form("(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.]" + DAY + "(?<o>)(?<w>)"),
          form("(?<m>\\d{1,2})[-/.]" + DAY + "[-/.](?<y>\\d{4}|\\d{2})(?<o>)(?<w>)"),
          form(DAY + "(?<o>st|nd|rd|th)?[ .-]+(?:of )?" + WORD + "[ ,.-]*(?<y>\\d{4})?(?<m>)"),
          form(WORD + "\\.? " + DAY + "(?<o>st|nd|rd|th)?[ ,.-]*(?<y>\\d{4})?(?<m>)"),
          form(WORD + "\\.? (?<y>\\d{4})(?<d>)(?<o>)(?<m>)"),
          form("(?<m>\\d{1,2})/" + DAY + "(?<y>)(?<o>)(?<w>)"),
          form("(?:(?<y>\\d{2,4})年)?(?<m>\\d{1,2})月(?:(?<d>\\d{1,2})[日号])?(?<o>)(?<w>)"));

  private final Matcher form;
  private final LocalDate date;
  private final boolean swapped;

  private DateText(Matcher form, LocalDate date, boolean swapped) {
    this.form = form;
    this.date = date;
    this.swapped = swapped;
  }

  private static Pattern form(String form) {
    return Pattern.compile(form);
  }

  /**
   * Reads a date.
   *
   * @param dayFirst whether 5/6/2020 is in June
   */
  static Optional<DateText> of(String text, boolean dayFirst) {
    for (Pattern pattern : FORMS) {
      Matcher form = pattern.matcher(text);
      if (form.matches()) {
        boolean numbers = pattern == FORMS.get(1) || pattern == FORMS.get(5);
        for (boolean swap : numbers ? new boolean[] {dayFirst, !dayFirst} : new boolean[] {false}) {
          try {
            return Optional.of(new DateText(form, read(form, swap), swap));
          } catch (DateTimeException e) {
            continue; // the other order, or the next form
          }
        }
      }
    }
    return Optional.empty();
  }

  private static LocalDate read(Matcher form, boolean swap) {
    String word = form.group("w");
    int month = word == null || word.isEmpty() ? number(form, "m", 0) : month(word);
    int day = number(form, "d", 1);
    int year = number(form, "y", 2001);
    year = year < 31 ? 2000 + year : year < 100 ? 1900 + year : year;
    return swap ? LocalDate.of(year, day, month) : LocalDate.of(year, month, day);
  }

  private static int number(Matcher form, String group, int missing) {
    String digits = form.group(group);
    return digits == null || digits.isEmpty() ? missing : Integer.parseInt(digits);
  }

  private static int month(String word) {
    String begin = word.substring(0, 3);
    for (Month month : Month.values()) {
      if (month
          .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
          .substring(0, 3)
          .equalsIgnoreCase(begin)) {
        return month.getValue();
      }
    }
    throw new DateTimeException("no month");
  }

  /** Returns the year as four digits; empty where none is written. */
  Optional<String> year() {
    return has("y") ? Optional.of(String.valueOf(date.getYear())) : Optional.empty();
  }

  private boolean has(String group) {
    return form.group(group) != null && !form.group(group).isEmpty();
  }

  /** Returns the date so many days later, written in the same form. */
  String plus(int days) {
    LocalDate moved = date.plusDays(days);
    StringBuilder text = new StringBuilder(form.group());
    // From the end, so that earlier places stay where they are.
    record Part(int start, int end, String text) {}
    List<Part> parts = new java.util.ArrayList<>();
    for (String group : List.of("y", "m", "d", "w", "o")) {
      if (has(group)) {
        parts.add(new Part(form.start(group), form.end(group), part(group, moved)));
      }
    }
    parts.sort((a, b) -> b.start() - a.start());
    parts.forEach(part -> text.replace(part.start(), part.end(), part.text()));
    return text.toString();
  }

  private String part(String group, LocalDate moved) {
    int width = form.end(group) - form.start(group);
    int day = moved.getDayOfMonth();
    int month = moved.getMonthValue();
    return switch (group) {
      case "y" -> width == 2 ? padded(moved.getYear() % 100, 2) : padded(moved.getYear(), width);
      case "m" -> padded(swapped ? day : month, width);
      case "d" -> padded(swapped ? month : day, width);
      case "w" -> word(moved.getMonth(), width);
      default -> ordinal(day);
    };
  }

  private static String padded(int number, int width) {
    String digits = String.valueOf(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private String word(Month month, int width) {
    String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    boolean whole =
        date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).length() == width;
    return whole ? name : name.substring(0, 3);
  }

  private static String ordinal(int day) {
    if (day / 10 == 1) {
      return "th";
    }
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
  }
}
