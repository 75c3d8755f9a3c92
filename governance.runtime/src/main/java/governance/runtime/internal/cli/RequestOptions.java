package governance.runtime.internal.cli;

import governance.api.run.RunRequest;
import governance.runtime.internal.spec.JsonText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run is asked for: shared by {@code run} and {@code plan}. */
final class RequestOptions {
  /** A comma that is not between the values of {@code status in [A92,A95]}. */
  private static final String OUTSIDE_BRACKETS = ",(?![^\\[]*\\])";

  @Parameters(
      paramLabel = "SPEC|DOMAIN",
      description = "A run spec (JSON file), or a domain for its defaults.")
  private String target;

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

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      description = "A model to start from: a name (see: governance models), or a folder.")
  private String model;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training rows.")
  private String epochs;

  @Option(names = "--seed", paramLabel = "N", description = "The run's source of randomness.")
  private String seed;

  @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu or gpu.")
  private String device;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any value of the run spec by its dotted key, such as"
              + " penalties.fairness.demographic-parity.weight=1. May come several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that holds runs (default: runs).")
  private Path out = Path.of("runs");

  RunRequest request() {
    Map<String, String> overrides = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    set.forEach((key, value) -> put(overrides, origins, key, value, "--set"));
    text(overrides, origins, "data", data, "--data");
    text(overrides, origins, "data.label", label, "--label");
    text(overrides, origins, "data.favourable", favourable, "--favourable");
    text(overrides, origins, "model.folder", model, "--model");
    text(overrides, origins, "train.device", device, "--device");
    put(overrides, origins, "train.epochs", epochs, "--epochs");
    put(overrides, origins, "train.seed", seed, "--seed");
    if (protectedColumns != null) {
      List<String> columns =
          Arrays.stream(protectedColumns.split(OUTSIDE_BRACKETS))
              .map(String::strip)
              .filter(c -> !c.isEmpty())
              .toList();
      String json = JsonText.writeLine(columns);
      put(overrides, origins, "data.protected", json, "--protected");
    }
    return new RunRequest(target, overrides, origins, out);
  }

  private static void text(
      Map<String, String> overrides,
      Map<String, String> origins,
      String key,
      String value,
      String option) {
    put(overrides, origins, key, value == null ? null : JsonText.writeLine(value), option);
  }

  private static void put(
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
