package plugins.privacy.internal.personaldata;

import java.util.Locale;
import java.util.Set;

/** Dates in digits and with the month as a word. */
final class DateRules {
  private static final int LONGEST_WORD = 12;

  /** Words before a day of the year that is written in digits. */
  private static final Set<String> DATED =
      Set.of("on", "since", "until", "till", "dated", "date", "admitted", "discharged", "died");

  private final Lexicon lexicon;

  DateRules(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Three runs of digits: 2020-05-17, 17.5.2020, 5/17/20. */
  boolean numeric(Pass pass) {
    DigitRuns runs = pass.digits;
    char sign = runs.sign(3);
    if (sign != '-' && sign != '/' && sign != '.') {
      return false;
    }
    int a = runs.value(0);
    int b = runs.value(1);
    int c = runs.value(2);
    boolean date;
    if (runs.length(0) == 4) {
      date = runs.length(2) <= 2 && year(a) && NationalIds.day(a, b, c);
    } else if (runs.length(0) > 2 || runs.length(1) > 2) {
      return false;
    } else if (runs.length(2) == 4) {
      date = year(c) && (NationalIds.day(c, b, a) || NationalIds.day(c, a, b));
    } else {
      boolean full = sign == '/' || runs.shaped(2, 2, 2);
      date =
          runs.length(2) == 2
              && full
              && (NationalIds.day(2000 + c, b, a) || NationalIds.day(2000 + c, a, b));
    }
    if (date) {
      pass.found(runs.start(), runs.end(3), DataClass.DATE, false);
    }
    return date;
  }

  /** Two runs of digits behind a word that makes them a day: on 5/17, born 5/17. */
  boolean dayOfYear(Pass pass) {
    DigitRuns runs = pass.digits;
    if (runs.sign(2) != '/'
        || runs.length(0) > 2
        || runs.length(1) > 2
        || pass.at(runs.end(2)) == '/') {
      return false;
    }
    int a = runs.value(0);
    int b = runs.value(1);
    boolean day = NationalIds.day(2000, a, b) || NationalIds.day(2000, b, a);
    boolean told = pass.announced(runs.start()) == DataClass.DATE || dated(pass, runs.start());
    if (day && told) {
      pass.found(runs.start(), runs.end(2), DataClass.DATE, false);
    }
    return day && told;
  }

  private static boolean dated(Pass pass, int at) {
    if (pass.at(at - 1) != ' ') {
      return false;
    }
    int from = at - 1;
    while (from > 0 && at - from < LONGEST_WORD && Character.isLetter(pass.text.charAt(from - 1))) {
      from--;
    }
    return DATED.contains(pass.text.substring(from, at - 1).toLowerCase(Locale.ROOT));
  }

  private static boolean year(int year) {
    return year >= 1800 && year <= 2199;
  }

  /** Goes on from a number: 17 May 2020, 2020年5月17日, 5月17日. */
  int fromDay(Pass pass, int at, int end) {
    if (pass.at(end) == '年' || pass.at(end) == '月') {
      return chinese(pass, at, end);
    }
    if (end - at > 2) {
      return 0;
    }
    int i = end;
    if (Character.isLowerCase(pass.at(i)) && Character.isLowerCase(pass.at(i + 1))) {
      String ordinal = pass.text.substring(i, i + 2);
      if (!"st nd rd th".contains(ordinal)) {
        return 0;
      }
      i += 2;
    }
    char gap = pass.at(i);
    if (gap != ' ' && gap != '-' && gap != '.') {
      return 0;
    }
    i++;
    i = pass.text.startsWith("of ", i) ? i + 3 : pass.at(i) == ' ' ? i + 1 : i;
    int word = letters(pass, i);
    if (word == i
        || !Character.isUpperCase(pass.at(i))
        || (lexicon.marks(pass.text, i, word) & Lexicon.MONTH) == 0) {
      return 0;
    }
    int to = yearAfter(pass, word);
    pass.found(at, to, DataClass.DATE, false);
    return to;
  }

  /** Goes on from the name of a month: May 17, 2020; May 2020. */
  int fromMonth(Pass pass, int at, int end) {
    if (!Character.isUpperCase(pass.at(at))) {
      return 0;
    }
    int i = pass.at(end) == '.' ? end + 1 : end;
    if (pass.at(i) != ' ' || !pass.digit(i + 1)) {
      return 0;
    }
    int day = i + 1;
    int to = day;
    while (to - day < 4 && pass.digit(to)) {
      to++;
    }
    if (to - day == 4 && !pass.wordPart(to)) {
      pass.found(at, to, DataClass.DATE, false);
      return to;
    }
    if (to - day > 2) {
      return 0;
    }
    if (pass.wordPart(to)) {
      to += 2; // st, nd, rd, th
      if (pass.wordPart(to) || pass.digit(to - 1)) {
        return 0;
      }
    }
    to = yearAfter(pass, to);
    pass.found(at, to, DataClass.DATE, false);
    return to;
  }

  /** Returns the index after a year of four digits that follows, or {@code at}. */
  private static int yearAfter(Pass pass, int at) {
    int i = at;
    for (int signs = 0; signs < 3 && ", .-".indexOf(pass.at(i)) >= 0; signs++) {
      i++;
    }
    boolean year = i > at && pass.digit(i) && pass.digit(i + 1) && pass.digit(i + 2);
    return year && pass.digit(i + 3) && !pass.wordPart(i + 4) ? i + 4 : at;
  }

  private static int letters(Pass pass, int at) {
    int end = at;
    while (end - at < 12 && Character.isLetter(pass.at(end))) {
      end++;
    }
    return end;
  }

  private static int chinese(Pass pass, int at, int end) {
    int i = end;
    boolean year = pass.at(i) == '年';
    if (year) {
      if (i - at != 4 && i - at != 2) {
        return 0;
      }
      i = number(pass, i + 1);
      if (pass.at(i) != '月' || i == end + 1) {
        return 0; // a year alone
      }
    } else if (end - at > 2) {
      return 0;
    }
    int month = i + 1;
    i = number(pass, month);
    boolean day = i > month && (pass.at(i) == '日' || pass.at(i) == '号');
    if (!day && !year) {
      return 0;
    }
    int to = day ? i + 1 : month;
    pass.found(at, to, DataClass.DATE, false);
    return to;
  }

  private static int number(Pass pass, int at) {
    int i = at;
    while (i - at < 2 && pass.digit(i)) {
      i++;
    }
    return i;
  }
}
