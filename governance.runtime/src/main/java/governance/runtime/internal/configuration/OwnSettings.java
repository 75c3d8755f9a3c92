package governance.runtime.internal.configuration;

import governance.api.Problem;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The PIDs that are of no contribution: those of the runtime and of the engine. */
public final class OwnSettings {
  /** The engine reads its configuration itself; here it is described and checked. */
  public static final String ENGINE = "governance.engine";

  private static final SettingsType ENGINE_TYPE = engine();

  private static final Map<String, SettingsType> TYPES =
      new TreeMap<>(Map.of(RuntimeSettings.PID, RuntimeSettings.TYPE, ENGINE, ENGINE_TYPE));

  private OwnSettings() {}

  /** Returns the PIDs. */
  public static Set<String> pids() {
    return TYPES.keySet();
  }

  /** Returns what may be set under a PID; empty if it is not one of these. */
  public static Optional<SettingsType> type(String pid) {
    return Optional.ofNullable(TYPES.get(pid));
  }

  /** Returns what does not fit in the configuration of the engine. */
  public static List<Problem> engineProblems(Map<String, Configured> configured) {
    List<Problem> problems = new ArrayList<>();
    Configured own = configured.get(ENGINE);
    if (own != null) {
      ConfiguredSettings.read(own, ENGINE_TYPE, problems);
    }
    return problems;
  }

  private static SettingsType engine() {
    return new SettingsType(
        "Governance engine",
        "The tensor library of this machine that is used in place of the bundled one; counts from"
            + " the next start on.",
        List.of(
            text(
                "libtorch.path",
                "Folder that holds libtorch.so, such as site-packages/torch/lib; empty for the"
                    + " bundled library. governance.engine.libtorch.path and"
                    + " GOVERNANCE_ENGINE_LIBTORCH_PATH go first."),
            text(
                "libtorch.version",
                "Its version, such as 2.11.0; empty where the folder tells it."
                    + " governance.engine.libtorch.version and"
                    + " GOVERNANCE_ENGINE_LIBTORCH_VERSION go first."),
            text(
                "libtorch.flavor",
                "What it was built for: cpu, or cu and a CUDA version, such as cu130; empty where"
                    + " the folder tells it. governance.engine.libtorch.flavor and"
                    + " GOVERNANCE_ENGINE_LIBTORCH_FLAVOR go first.")));
  }

  private static Setting text(String key, String description) {
    return new Setting(
        key, Setting.Type.STRING, false, "", Double.NaN, Double.NaN, List.of(), description);
  }
}
