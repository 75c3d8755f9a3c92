package plugins.fairness.internal.inspect;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares that the groups of attributes should have, such as those of a census.
 *
 * @param shares by attribute, then by group
 */
record ReferenceShares(Map<String, Map<String, Double>> shares) {
  private static final String ID = "fairness.representativeness setting ";
  private static final double ROUNDING = 0.01;

  /**
   * Reads shares.
   *
   * @param inline entries ATTRIBUTE:GROUP=SHARE
   * @param file a CSV file with the columns attribute, group, share; an empty string for none
   * @throws GovernanceException if an entry cannot be read, or shares do not sum to 1
   */
  static ReferenceShares of(String[] inline, String file) {
    ReferenceShares all = new ReferenceShares(new LinkedHashMap<>());
    for (String entry : inline) {
      int group = entry.indexOf(':');
      int share = entry.lastIndexOf('=');
      if (group < 1 || share < group) {
        throw refused(
            "shares", "holds \"" + entry + "\"", "ATTRIBUTE:GROUP=SHARE, such as sex:female=0.51");
      }
      all.add(
          "shares",
          entry.substring(0, group),
          entry.substring(group + 1, share),
          entry.substring(share + 1));
    }
    if (!file.isEmpty()) {
      all.read(file);
    }
    all.shares.forEach(ReferenceShares::refuseSum);
    return all;
  }

  private void read(String file) {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !fields(lines.get(0)).equals(List.of("attribute", "group", "share"))) {
      String got = lines.isEmpty() ? "is empty" : "begins with \"" + lines.get(0) + "\"";
      throw refused("reference", file + " " + got, "a first line attribute,group,share");
    }
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = fields(lines.get(i));
      if (lines.get(i).isBlank()) {
        continue;
      }
      if (fields.size() != 3) {
        throw refused(
            "reference",
            file + " line " + (i + 1) + " has " + fields.size() + " fields",
            "3: attribute, group, share");
      }
      add("reference " + file + " line " + (i + 1), fields.get(0), fields.get(1), fields.get(2));
    }
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw refused(
          "reference",
          file + " cannot be read (" + e.getClass().getSimpleName() + ")",
          "a CSV file with the columns attribute, group, share");
    }
  }

  /** Parts a line at commas that are not between quotes. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
      if (doubled) {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private void add(String where, String attribute, String group, String written) {
    double share;
    try {
      share = Double.parseDouble(written.strip());
    } catch (NumberFormatException e) {
      share = Double.NaN;
    }
    if (!(share >= 0 && share <= 1)) {
      throw refused(
          where,
          "has the share \"" + written.strip() + "\" for " + attribute + " " + group,
          "a number from 0 to 1");
    }
    Map<String, Double> groups =
        shares.computeIfAbsent(attribute.strip(), a -> new LinkedHashMap<>());
    if (groups.putIfAbsent(group.strip(), share) != null) {
      throw refused(where, "has " + attribute + " " + group + " twice", "each group once");
    }
  }

  private static void refuseSum(String attribute, Map<String, Double> groups) {
    double sum = groups.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING) {
      throw refused(
          "shares",
          "of " + attribute + " sum to " + Words.number(sum) + " (" + groups + ")",
          "shares that sum to 1, up to 0.01 for rounding");
    }
    groups.replaceAll((group, share) -> share / sum);
  }

  /**
   * Checks that the attributes are those of the data and that each of their groups has a share.
   *
   * @throws GovernanceException if not
   */
  void check(List<Subject.Attribute> attributes) {
    List<String> names = attributes.stream().map(Subject.Attribute::name).toList();
    for (String named : shares.keySet()) {
      if (!names.contains(named)) {
        throw refused(
            "shares", "name the attribute \"" + named + "\"", "the protected attributes " + names);
      }
    }
    for (Subject.Attribute attribute : attributes) {
      Map<String, Double> own = shares.get(attribute.name());
      List<String> without =
          own == null
              ? List.of()
              : attribute.groups().names().stream()
                  .filter(g -> own.getOrDefault(g, 0.0) == 0)
                  .toList();
      if (!without.isEmpty()) {
        throw refused(
            "shares",
            "have no share for "
                + attribute.name()
                + " "
                + without
                + ", which rows of the data have",
            "a share above 0 for each group of "
                + attribute.groups().names()
                + "; got "
                + own.keySet());
      }
    }
  }

  private static GovernanceException refused(String setting, String got, String allowed) {
    return GovernanceException.spec(ID + setting, got, allowed, "Correct the reference shares");
  }
}
