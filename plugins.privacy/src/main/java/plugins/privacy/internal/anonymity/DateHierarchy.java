package plugins.privacy.internal.anonymity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * Dates (ISO 8601, year-month-day, a time after it does not count) by coarser units.
 *
 * @param units the unit of each level, growing
 */
record DateHierarchy(List<Unit> units) implements Hierarchy {
  private static final int ISO_DATE = 10;

  /** Units of calendar dates, each made of whole ones of the unit before. */
  enum Unit {
    MONTH,
    QUARTER,
    YEAR,
    DECADE;

    String label(LocalDate date) {
      int year = date.getYear();
      return switch (this) {
        case MONTH -> date.toString().substring(0, date.toString().length() - 3);
        case QUARTER -> year + "-Q" + (date.getMonthValue() + 2) / 3;
        case YEAR -> Integer.toString(year);
        case DECADE -> Math.floorDiv(year, 10) * 10 + "s";
      };
    }
  }

  @Override
  public int levels() {
    return units.size();
  }

  @Override
  public String[] path(Object value) {
    String text = Values.text(value);
    try {
      LocalDate date = LocalDate.parse(text.substring(0, Math.min(ISO_DATE, text.length())));
      return units.stream().map(unit -> unit.label(date)).toArray(String[]::new);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String description() {
    return "date " + units;
  }
}
