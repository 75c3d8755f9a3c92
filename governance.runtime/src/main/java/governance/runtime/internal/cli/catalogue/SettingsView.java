package governance.runtime.internal.cli.catalogue;

import governance.api.Problem;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.configuration.Configured;
import governance.runtime.internal.configuration.ConfiguredSettings;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of one contribution for readers, beside what the installation configures. */
final class SettingsView {
  private final Terminal terminal;
  private final Configured configured;

  /**
   * Prepares for one PID.
   *
   * @param configured what is configured for it, or null
   */
  SettingsView(Terminal terminal, Configured configured) {
    this.terminal = terminal;
    this.configured = configured;
  }

  /** Returns the configured values that fit. */
  Map<String, Object> configured(SettingsType type) {
    return configured == null
        ? Map.of()
        : ConfiguredSettings.read(configured, type, new ArrayList<>());
  }

  /** Returns what is wrong with the configuration, for a type that all its keys should be in. */
  List<Problem> problems(SettingsType type) {
    List<Problem> problems = new ArrayList<>();
    if (configured != null) {
      ConfiguredSettings.read(configured, type, problems);
    }
    return problems;
  }

  /** Returns a table of all settings, or a line that says that there are none. */
  String table(SettingsType type) {
    if (type.settings().isEmpty()) {
      return "  no settings\n";
    }
    Map<String, Object> values = configured(type);
    boolean any = !values.isEmpty();
    Table table = new Table(any ? "llllll" : "lllll");
    List<String> head = new ArrayList<>(List.of("KEY", "TYPE", "DEFAULT"));
    if (any) {
      head.add("CONFIGURED");
    }
    head.addAll(List.of("ALLOWED", "DESCRIPTION"));
    table.row(head.toArray(String[]::new));
    for (Setting setting : type.settings()) {
      List<String> row = new ArrayList<>(List.of(setting.key(), word(setting), fallback(setting)));
      if (any) {
        Object value = values.get(setting.key());
        row.add(value == null ? "" : terminal.bold(JsonText.writeLine(value)));
      }
      row.add(SettingsCheck.allowed(setting));
      row.add(terminal.faint(setting.description()));
      table.row(row.toArray(String[]::new));
    }
    return table.render("  ");
  }

  static String fallback(Setting setting) {
    return setting.fallback() == null ? "required" : JsonText.writeLine(setting.fallback());
  }

  private static String word(Setting setting) {
    String word =
        switch (setting.type()) {
          case STRING -> "text";
          case BOOLEAN -> "boolean";
          case WHOLE -> "integer";
          case NUMBER -> "number";
        };
    return setting.list() ? "list of " + word : word;
  }
}
