package governance.runtime.internal.cli.command;

import governance.api.run.RunRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run is asked for besides its spec: shared by the commands that plan runs. */
public class RunOptions {
  private static final String POLICY = "train.gradientPolicy";

  /** A second model would spend the budget twice. */
  private static final String REFERENCE = "evaluation.reference";

  @Mixin private DataOptions data;

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
      names = "--epsilon",
      paramLabel = "E",
      description =
          "Trains with differential privacy (privacy.dp): finds the noise that keeps this target.")
  private String epsilon;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any value of the run spec by its dotted key, such as"
              + " penalties.fairness.demographic-parity.weight=1. May come several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  /** What a sweep says of the values it gives to a run in a process of its own. */
  @Option(
      names = "--origin",
      hidden = true,
      paramLabel = "KEY=TEXT",
      description = "Where the value of --set for this key came from, for the plan.")
  private Map<String, String> origin = new LinkedHashMap<>();

  @Mixin private RunsOption runsFolder;

  /** Returns the folder that holds runs. */
  public final Path out() {
    return runsFolder.folder();
  }

  /** Returns what is asked for a spec or domain. */
  public final RunRequest request(String target) {
    Map<String, String> overrides = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    set.forEach((key, value) -> DataOptions.put(overrides, origins, key, value, "--set"));
    data.into(overrides, origins);
    DataOptions.text(overrides, origins, "model.folder", model, "--model");
    DataOptions.text(overrides, origins, "train.device", device, "--device");
    DataOptions.put(overrides, origins, "train.epochs", epochs, "--epochs");
    DataOptions.put(overrides, origins, "train.seed", seed, "--seed");
    if (epsilon != null) {
      DataOptions.text(overrides, origins, POLICY + ".id", "privacy.dp", "--epsilon");
      DataOptions.put(overrides, origins, POLICY + ".settings.epsilon", epsilon, "--epsilon");
      if (!overrides.containsKey(REFERENCE)) {
        DataOptions.put(overrides, origins, REFERENCE, "false", "--epsilon");
      }
    }
    origins.putAll(origin);
    return new RunRequest(target, overrides, origins, runsFolder.folder());
  }
}
