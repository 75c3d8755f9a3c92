package governance.runtime.internal.configuration;

import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsType;
import java.io.InputStream;
import java.util.List;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The settings under one PID as the Metatype Service shows them to management agents. */
record SettingsDefinition(String pid, SettingsType type) implements ObjectClassDefinition {
  @Override
  public String getName() {
    return type.name().isEmpty() ? pid : type.name();
  }

  @Override
  public String getID() {
    return pid;
  }

  @Override
  public String getDescription() {
    return type.description();
  }

  /** Those that must be given count as required, all others as optional. */
  @Override
  public AttributeDefinition[] getAttributeDefinitions(int filter) {
    List<Setting> chosen =
        type.settings().stream()
            .filter(s -> filter == ALL || (filter == REQUIRED) == (s.fallback() == null))
            .toList();
    return chosen.isEmpty()
        ? null
        : chosen.stream().map(SettingDefinition::new).toArray(AttributeDefinition[]::new);
  }

  @Override
  public InputStream getIcon(int size) {
    return null;
  }
}
