package governance.runtime.internal.cli.command;

import governance.runtime.internal.spec.JsonText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which data is meant and what its columns mean: shared by commands that read data. */
public final class DataOptions {
  /** A comma that is not between the values of {@code status in [A92,A95]}. */
  public static final String OUTSIDE_BRACKETS = ",(?![^\\[]*\\])";

  @Option(
      names = "--data",
      paramLabel = "NAME|FILE",
      description = "A data set of the catalogue (see: governance data), or a file of your own.")
  private String data;

  @Option(names = "--label", paramLabel = "COLUMN", description = "The column to predict.")
  private String label;

  @Option(
      names = "--protected",
      paramLabel = "COLUMN,…",
      description =
          "What groups are formed by: columns, or comparisons such as age>=25 or status in [A92,A95].")
  private String protectedColumns;

  @Option(
      names = "--favourable",
      paramLabel = "CLASS",
      description = "The class that is good for a person.")
  private String favourable;

  /** Adds what was given to the values of a spec, each with the option as its origin. */
  public void into(Map<String, String> overrides, Map<String, String> origins) {
    text(overrides, origins, "data", data, "--data");
    text(overrides, origins, "data.label", label, "--label");
    text(overrides, origins, "data.favourable", favourable, "--favourable");
    if (protectedColumns != null) {
      List<String> columns =
          Arrays.stream(protectedColumns.split(OUTSIDE_BRACKETS))
              .map(String::strip)
              .filter(c -> !c.isEmpty())
              .toList();
      String json = JsonText.writeLine(columns);
      put(overrides, origins, "data.protected", json, "--protected");
    }
  }

  public static void text(
      Map<String, String> overrides,
      Map<String, String> origins,
      String key,
      String value,
      String option) {
    put(overrides, origins, key, value == null ? null : JsonText.writeLine(value), option);
  }

  public static void put(
      Map<String, String> overrides,
      Map<String, String> origins,
      String key,
      String value,
      String option) {
    if (value != null) {
      overrides.put(key, value);
      origins.put(key, option);
    }
  }
}
