package governance.runtime.internal.cli.catalogue;

import governance.api.run.ContributionInfo;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.settings.SettingsType;
import java.util.List;
import java.util.function.Function;

/** Contributions for readers: the usable ones by kind, then the rejected ones. */
final class ListView {
  private final Terminal terminal;
  private final Function<ContributionInfo, SettingsType> settings;
  private final StringBuilder text = new StringBuilder();

  ListView(Terminal terminal, Function<ContributionInfo, SettingsType> settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  String render(List<ContributionInfo> all) {
    String kind = "";
    for (ContributionInfo info : all) {
      if (info.rejected() == null) {
        if (!kind.equals(Names.of(info.kind()))) {
          kind = Names.of(info.kind());
          text.append(text.isEmpty() ? "" : "\n").append(terminal.bold(kind)).append('\n');
        }
        contribution(info);
      }
    }
    List<ContributionInfo> rejected = all.stream().filter(c -> c.rejected() != null).toList();
    if (!rejected.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(terminal.bold("rejected")).append('\n');
      rejected.forEach(this::rejected);
    }
    if (text.isEmpty()) {
      text.append("no contributions\n");
    }
    return text.toString();
  }

  private void contribution(ContributionInfo info) {
    SettingsType type = settings.apply(info);
    String from = info.bundle() + " " + info.version();
    String domain = info.domain().equals("any") ? "" : ", for " + info.domain();
    text.append("  ").append(info.id()).append("  ").append(terminal.faint(from + domain));
    text.append('\n');
    if (!type.description().isEmpty()) {
      text.append("      ").append(type.description()).append('\n');
    }
    Table table = new Table("llll");
    for (Setting setting : type.settings()) {
      table.row(
          setting.key(),
          SettingsView.fallback(setting),
          terminal.faint(SettingsCheck.allowed(setting)),
          terminal.faint(setting.description()));
    }
    text.append(table.render("      "));
  }

  private void rejected(ContributionInfo info) {
    String from = (info.bundle() + " " + info.version()).strip();
    if (info.kind() == null && info.id().isEmpty()) {
      text.append("  ").append(from).append('\n');
    } else {
      String id = info.id().isEmpty() ? "(no id)" : info.id();
      text.append("  ").append(Names.of(info.kind())).append(' ').append(id).append("  ");
      text.append(terminal.faint(from)).append('\n');
    }
    text.append("      ").append(terminal.bad(info.rejected().code().name())).append(": ");
    text.append(info.rejected().detail()).append('\n');
    if (!info.rejected().remedy().isEmpty()) {
      text.append("      ").append(info.rejected().remedy()).append(".\n");
    }
  }
}
