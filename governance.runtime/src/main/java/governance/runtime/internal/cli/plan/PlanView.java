package governance.runtime.internal.cli.plan;

import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan;
import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.ModelDirectory;
import governance.runtime.internal.plan.PrivacyPreview;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.GateSpec;
import java.util.List;

/** A plan for readers. */
final class PlanView {
  private static final int SHORT = 60;
  static final String CUT = "…";

  private final Terminal terminal;
  private final ModelDirectory models;
  private final boolean all;
  private boolean cut;
  private final StringBuilder text = new StringBuilder();

  PlanView(Terminal terminal, ModelDirectory models, boolean all) {
    this.terminal = terminal;
    this.models = models;
    this.all = all;
  }

  String render(Resolution resolution) {
    PlanHead head = new PlanHead(models, all);
    resolution.spec().ifPresent(spec -> text.append(head.render(spec, resolution)));
    cut = head.cut();
    resolution.notice().ifPresent(notice -> line(terminal.warning("notice: " + notice)));
    contributions(resolution.plan().contributions());
    choices(resolution);
    resolution.spec().ifPresent(spec -> gates(spec.gates()));
    for (String limit : resolution.omitted()) {
      line(terminal.warning("left out: limit " + limit + " of the domain is checked by no gate"));
    }
    training(resolution);
    resolution.privacy().ifPresent(this::privacy);
    values(resolution.plan().values());
    if (cut) {
      line("");
      line(terminal.faint("What ends with " + CUT + " is cut; --json shows all of it."));
    }
    if (resolution.plan().runnable()) {
      line("");
      line(terminal.good("The run can start."));
    }
    return text.toString();
  }

  private void training(Resolution resolution) {
    List<String> lines = new PlanTraining(terminal).lines(resolution);
    if (!lines.isEmpty()) {
      heading("Training");
      lines.forEach(line -> line("  " + line));
    }
  }

  private void privacy(PrivacyPreview privacy) {
    heading("Differential privacy");
    Table table = new Table("ll");
    PrivacyLines.of(privacy).forEach(table::row);
    text.append(table.render("  "));
    privacy.notes().forEach(note -> line("  budget   " + note));
    privacy.references().ifPresent(gap -> line("  not covered   " + gap));
    privacy.warnings().forEach(warning -> line("  " + terminal.warning("warning: " + warning)));
  }

  private void contributions(List<RunPlan.Planned> planned) {
    if (planned.isEmpty()) {
      return;
    }
    heading("Contributions");
    Table table = new Table("lllll");
    table.row("KIND", "ID", "BUNDLE", "VERSION", "SHA-256");
    for (RunPlan.Planned one : planned) {
      table.row(
          Names.of(one.info().kind()),
          one.info().id(),
          one.info().bundle(),
          one.info().version(),
          one.info().sha256().substring(0, 12));
    }
    text.append(table.render("  "));
    Table settings = new Table("lll");
    for (RunPlan.Planned one : planned) {
      for (RunPlan.Value value : one.settings()) {
        String name = one.info().id() + " " + value.key();
        settings.row(name, shortened(value.value()), terminal.faint(value.origin()));
      }
    }
    if (!settings.isEmpty()) {
      heading("Settings");
      text.append(settings.render("  "));
    }
  }

  private void choices(Resolution resolution) {
    if (resolution.choices().isEmpty()) {
      return;
    }
    heading("Chosen among several");
    for (RunPlan.Planned one : resolution.plan().contributions()) {
      ContributionInfo info = one.info();
      String why = resolution.choices().get(info);
      if (why != null) {
        String used = info.id() + ": " + info.bundle() + " " + info.version();
        line("  " + Names.of(info.kind()) + " " + used + " " + why);
      }
    }
  }

  private void gates(List<GateSpec> gates) {
    Table table = new Table("lll");
    for (GateSpec gate : gates) {
      GateSpec.Threshold bound = gate.threshold();
      if (bound != null) {
        String rule =
            Fields.written(bound.of())
                + " "
                + bound.metric()
                + (Double.isNaN(bound.min()) ? "" : " >= " + Figures.plain(bound.min()))
                + (Double.isNaN(bound.max()) ? "" : " <= " + Figures.plain(bound.max()));
        table.row(gate.id(), rule, terminal.faint(source(bound)));
      }
    }
    if (!table.isEmpty()) {
      heading("Thresholds");
      text.append(table.render("  "));
    }
  }

  private String source(GateSpec.Threshold bound) {
    String title = bound.source().title();
    return all ? title : shortened(title);
  }

  /** One long value must not push all others off the screen. */
  private String shortened(String value) {
    if (value.codePointCount(0, value.length()) <= SHORT) {
      return value;
    }
    cut = true;
    return value.substring(0, value.offsetByCodePoints(0, SHORT - 1)) + CUT;
  }

  private void values(List<RunPlan.Value> values) {
    Table table = new Table("lll");
    for (RunPlan.Value value : values) {
      boolean telling = !value.key().endsWith(".id") && !value.key().startsWith("gates.");
      if (all || telling && !value.origin().equals("default")) {
        table.row(shortened(value.key()), shortened(value.value()), terminal.faint(value.origin()));
      }
    }
    if (!table.isEmpty()) {
      heading(all ? "Values" : "Values that are no defaults");
      text.append(table.render("  "));
    }
  }

  private void heading(String title) {
    line("");
    line(terminal.bold(title));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
