package governance.runtime.internal.cli.catalogue;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.settings.SettingsType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One contribution for readers. */
final class DescribeView {
  private static final Set<Kind> ASKED_FOR_TASKS =
      Set.of(Kind.PENALTY, Kind.METRIC, Kind.EXPLAINER);

  private final Terminal terminal;
  private final SettingsView settings;

  DescribeView(Terminal terminal, SettingsView settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  String own(String pid, SettingsType type) {
    String head = terminal.bold(pid) + "\n  " + type.description();
    return head + "\n\n" + settings.table(type) + "\n";
  }

  String contribution(ContributionInfo info, Declaration declared) {
    StringBuilder text = new StringBuilder();
    text.append(terminal.bold(Names.of(info.kind()) + " " + info.id())).append('\n');
    String what = declared.description();
    if (what.isEmpty()) {
      what = declared.settings().description();
    }
    if (!what.isEmpty()) {
      text.append("  ").append(what).append('\n');
    }
    Table facts = new Table("ll");
    facts.row("bundle", info.bundle() + " " + info.version());
    facts.row("sha256", info.sha256());
    facts.row("domain", info.domain());
    if (!declared.needs().isEmpty()) {
      facts.row("needs", words(declared.needs()));
    }
    if (info.rejected() != null) {
      String why = info.rejected().code() + ": " + info.rejected().detail();
      facts.row("rejected", terminal.bad(why));
      return text.append(facts.render("  ")).append('\n').toString();
    }
    if (ASKED_FOR_TASKS.contains(info.kind())) {
      facts.row("tasks", words(declared.tasks()));
    }
    facts.row("PID", info.id());
    text.append(facts.render("  ")).append('\n');
    return text.append(settings.table(declared.settings())).append('\n').toString();
  }

  private static String words(Set<String> names) {
    return names.stream()
        .sorted()
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}
