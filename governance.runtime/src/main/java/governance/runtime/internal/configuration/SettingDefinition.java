package governance.runtime.internal.configuration;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingText;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.settings.SettingsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.metatype.AttributeDefinition;

/** A setting as the Metatype Service shows it to management agents. */
record SettingDefinition(Setting setting) implements AttributeDefinition {
  @Override
  public String getName() {
    return setting.key();
  }

  @Override
  public String getID() {
    return setting.key();
  }

  @Override
  public String getDescription() {
    return setting.description() + " Allowed: " + SettingsCheck.allowed(setting) + ".";
  }

  @Override
  public int getCardinality() {
    return setting.list() ? Integer.MAX_VALUE : 0;
  }

  @Override
  public int getType() {
    return switch (setting.type()) {
      case STRING -> STRING;
      case BOOLEAN -> BOOLEAN;
      case WHOLE -> LONG;
      case NUMBER -> DOUBLE;
    };
  }

  @Override
  public String[] getOptionValues() {
    return setting.options().isEmpty() ? null : setting.options().toArray(String[]::new);
  }

  @Override
  public String[] getOptionLabels() {
    return getOptionValues();
  }

  /** Returns what is wrong with a value in words, an empty text for nothing. */
  @Override
  public String validate(String value) {
    List<Problem> problems = new ArrayList<>();
    new SettingsCheck(
            "setting",
            new SettingsType("", "", List.of(setting)),
            key -> "given",
            Remedy.FIX_CONFIGURATION,
            problems)
        .partial(Map.of(setting.key(), SettingText.typed(setting, value)));
    return problems.isEmpty() ? "" : problems.get(0).message();
  }

  @Override
  public String[] getDefaultValue() {
    if (setting.fallback() == null) {
      return null;
    }
    return setting.fallback() instanceof List<?> items
        ? items.stream().map(Object::toString).toArray(String[]::new)
        : new String[] {setting.fallback().toString()};
  }
}
