package plugins.domain.finance.internal.opinion;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;

/** What time is divided into. */
enum Period {
  /** Days. */
  DAY,
  /** Weeks from Monday, named by that day. */
  WEEK,
  /** Months, named by their first day. */
  MONTH;

  private static final int DATE = 10;

  /** Returns the first day of the period that a date or time of ISO 8601 lies in; null for none. */
  String of(String time) {
    if (time == null || time.length() < DATE) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(time.substring(0, DATE));
      return switch (this) {
        case DAY -> day.toString();
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
        case MONTH -> day.withDayOfMonth(1).toString();
      };
    } catch (DateTimeParseException e) {
      return null; // counted and named in the note
    }
  }
}
