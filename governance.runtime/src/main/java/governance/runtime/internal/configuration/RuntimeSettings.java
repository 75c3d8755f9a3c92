package governance.runtime.internal.configuration;

import governance.api.Problem;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the installation configures for the runtime itself.
 *
 * @param values the values that are set and fit
 * @param problems what is set and does not fit
 */
public record RuntimeSettings(Map<String, Object> values, List<Problem> problems) {
  /** The PID. */
  public static final String PID = "governance.runtime";

  /** Origin of its values in plans. */
  public static final String ORIGIN = "configuration " + PID;

  /** What may be set. */
  public static final SettingsType TYPE = declared();

  private static final List<String> TRAINING = List.of("threads", "device");

  /** Copies both. */
  public RuntimeSettings {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Reads them from all configurations. */
  public static RuntimeSettings of(Map<String, Configured> configured) {
    Configured own = configured.get(PID);
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> values =
        own == null ? Map.of() : ConfiguredSettings.read(own, TYPE, problems);
    return new RuntimeSettings(values, problems);
  }

  /** Returns a folder that is set. */
  public Optional<Path> folder(String key) {
    Object text = values.get(key);
    try {
      return Optional.ofNullable(text)
          .map(Object::toString)
          .filter(t -> !t.isBlank())
          .map(t -> Path.of(t).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the keys of the section {@code train} that are set. */
  public Map<String, Object> training() {
    Map<String, Object> training = new LinkedHashMap<>();
    for (String key : TRAINING) {
      if (values.containsKey(key)) {
        training.put(key, values.get(key));
      }
    }
    return training;
  }

  private static SettingsType declared() {
    return new SettingsType(
        "Governance runtime",
        "Folders, threads and device of an installation.",
        List.of(
            text(
                "dataDirectory",
                "",
                "Folder of public data sets; empty for none. governance.data and GOVERNANCE_DATA"
                    + " go first."),
            text(
                "modelDirectory",
                "",
                "Folder of models found by name; empty for models in the data directory."
                    + " governance.models and GOVERNANCE_MODELS go first."),
            text(
                "shippedModelDirectory",
                "",
                "Folder of the models that ship, such as base. governance.models.shipped goes"
                    + " first."),
            text("runsDirectory", "runs", "Folder that holds runs, where --out names none."),
            text(
                "privacyDirectory",
                "",
                "Folder of the ledger of privacy budgets; empty for the one that holds runs."
                    + " governance.privacy and GOVERNANCE_PRIVACY go first."),
            text(
                "keyringDirectory",
                "",
                "Folder of the keyring by which runs are encrypted; empty for none."
                    + " governance.keyring and GOVERNANCE_KEYRING go first."),
            new Setting(
                "threads",
                Type.WHOLE,
                false,
                0L,
                0,
                4096,
                List.of(),
                "Threads of one operation, where no spec gives train.threads; 0 for all cores."),
            text(
                "device",
                "auto",
                "Device, where no spec gives train.device: auto, cpu, gpu or gpu:N.")));
  }

  private static Setting text(String key, String fallback, String description) {
    return new Setting(
        key, Type.STRING, false, fallback, Double.NaN, Double.NaN, List.of(), description);
  }
}
