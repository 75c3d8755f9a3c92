package governance.runtime.internal.cli.catalogue;

import governance.api.run.ContributionInfo;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.settings.SettingsType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contribution for JSON. */
final class ContributionTree {
  private ContributionTree() {}

  static Map<String, Object> of(ContributionInfo info, SettingsType settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", Names.of(info.kind()));
    tree.put("id", info.id());
    tree.put("domain", info.domain());
    tree.put("bundle", info.bundle());
    tree.put("version", info.version());
    tree.put("sha256", info.sha256());
    tree.put("title", settings.name());
    tree.put("description", settings.description());
    tree.put("settings", settings(settings));
    tree.put("rejected", rejected(info.rejected()));
    return tree;
  }

  static List<Map<String, Object>> settings(SettingsType type) {
    return type.settings().stream().map(ContributionTree::setting).toList();
  }

  private static Map<String, Object> setting(Setting setting) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("key", setting.key());
    tree.put("type", setting.type().name().toLowerCase(java.util.Locale.ROOT));
    tree.put("list", setting.list());
    tree.put("default", setting.fallback());
    tree.put("min", Double.isNaN(setting.least()) ? null : setting.least());
    tree.put("max", Double.isNaN(setting.most()) ? null : setting.most());
    tree.put("options", setting.options());
    tree.put("allowed", SettingsCheck.allowed(setting));
    tree.put("description", setting.description());
    return tree;
  }

  private static Map<String, Object> rejected(ContributionInfo.Rejection rejection) {
    if (rejection == null) {
      return null;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("code", rejection.code().name());
    tree.put("detail", rejection.detail());
    tree.put("remedy", rejection.remedy());
    return tree;
  }
}
