package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The hierarchies that a setting describes, by column. */
final class Hierarchies {
  static final String FORM =
      "COLUMN=interval:WIDTH,…[@ORIGIN], COLUMN=prefix:KEPT,…[/LENGTH], COLUMN=date:UNIT,… of month,"
          + " quarter, year, decade, or COLUMN=tree:FILE";

  private final String subject;
  private final Optional<Path> folder;

  Hierarchies(String subject, Optional<Path> folder) {
    this.subject = subject;
    this.folder = folder;
  }

  /** Parses all texts of the setting. */
  Map<String, Hierarchy> parse(String... texts) {
    Map<String, Hierarchy> all = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      int colon = text.indexOf(':', equals);
      if (equals < 1 || colon < 0) {
        throw problem(text, "Write it so");
      }
      String column = text.substring(0, equals).strip();
      String kind = text.substring(equals + 1, colon).strip().toLowerCase(Locale.ROOT);
      if (all.put(column, one(text, kind, text.substring(colon + 1).strip())) != null) {
        throw problem(text, "Give column " + column + " one hierarchy");
      }
    }
    return all;
  }

  private Hierarchy one(String text, String kind, String rest) {
    try {
      return switch (kind) {
        case "interval" -> interval(text, rest);
        case "prefix" -> prefix(text, rest);
        case "date" -> date(text, rest);
        case "tree" -> new TreeFile(subject + " " + text).read(rest, folder);
        default -> throw problem(text, "Choose one of these kinds");
      };
    } catch (NumberFormatException e) {
      throw problem(text, "Give numbers");
    }
  }

  private IntervalHierarchy interval(String text, String rest) {
    String[] parts = rest.split("@", 2);
    double[] widths = split(parts[0]).mapToDouble(Double::parseDouble).toArray();
    double origin = parts.length > 1 ? Double.parseDouble(parts[1].strip()) : 0;
    for (int i = 0; i < widths.length; i++) {
      double times = i == 0 ? 2 : widths[i] / widths[i - 1];
      if (!(widths[i] > 0)
          || !Double.isFinite(widths[i])
          || times < 2
          || times != Math.rint(times)) {
        throw problem(text, "Give widths above 0, each a multiple of the one before");
      }
    }
    return new IntervalHierarchy(widths, origin);
  }

  private PrefixHierarchy prefix(String text, String rest) {
    String[] parts = rest.split("/", 2);
    int[] kept = split(parts[0]).mapToInt(Integer::parseInt).toArray();
    int length = parts.length > 1 ? Integer.parseInt(parts[1].strip()) : 0;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] < 1 || i > 0 && kept[i] >= kept[i - 1]) {
        throw problem(text, "Give numbers of characters to keep, each below the one before");
      }
    }
    return new PrefixHierarchy(kept, length);
  }

  private DateHierarchy date(String text, String rest) {
    try {
      List<DateHierarchy.Unit> units =
          split(rest)
              .map(unit -> DateHierarchy.Unit.valueOf(unit.toUpperCase(Locale.ROOT)))
              .toList();
      if (!units.equals(units.stream().sorted().distinct().toList())) {
        throw problem(text, "Give units from fine to coarse");
      }
      return new DateHierarchy(units);
    } catch (IllegalArgumentException e) {
      throw problem(text, "Choose among these units");
    }
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip);
  }

  private GovernanceException problem(String text, String advice) {
    return GovernanceException.spec(subject, "got \"" + text + "\"", FORM, advice);
  }
}
