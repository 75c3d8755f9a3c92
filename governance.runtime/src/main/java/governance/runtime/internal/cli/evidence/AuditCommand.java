package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.audit.AdvisoryAudit;
import governance.runtime.internal.audit.AuditFinding;
import governance.runtime.internal.audit.Findings;
import governance.runtime.internal.audit.InstallationAudit;
import governance.runtime.internal.audit.RunAudit;
import governance.runtime.internal.audit.Sbom;
import governance.runtime.internal.audit.Severity;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.NameModelOption;
import governance.runtime.internal.cli.command.RunsOption;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what endangers data, decisions or evidence. */
@Command(
    name = "audit",
    header = "Looks at a run or the installation for leaks, weak permissions and bad settings.",
    description =
        "Without RUN the installation is looked at. Prints findings, the worst first, each with what"
            + " to do, and what could not be looked at. Ends with 0, or with 3 when a finding is as"
            + " bad as --fail-on says.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance audit",
      "  governance audit latest --installation",
      "  governance audit runs/finance-20260114-101500 --json --fail-on medium",
      "  governance audit --sbom bom.json",
      "  governance audit --advisories maven-all.zip"
    })
public final class AuditCommand implements Callable<Integer>, Touching {
  private static final String NEVER = "none";

  private final CliContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "A run's id, the path of its folder, or latest.")
  private String run;

  @Option(
      names = "--installation",
      description = "Looks at the installation too when a RUN is given.")
  private boolean installation;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "The least severity that ends with 3: critical, high, medium, low, or none (default:"
              + " high).")
  private String failOn = "high";

  @Option(
      names = "--sbom",
      paramLabel = "FILE",
      description = "Also writes all bundles and libraries there, as CycloneDX 1.6.")
  private Path sbom;

  @Mixin private RunsOption runsFolder;

  @Option(
      names = "--advisories",
      paramLabel = "FILE|DIR",
      description =
          "Known vulnerabilities in OSV's format (JSON, or a zip of them), with which bundles and"
              + " libraries are compared.")
  private Path advisories;

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description =
          "A model that tags words: finds names in what a RUN left that lists do not; slower.")
  private Path model;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public AuditCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return run == null
        ? Touched.NOTHING
        : Touched.run(Evidence.find(run, runsFolder.folder()).folder());
  }

  @Override
  public Integer call() {
    Optional<Severity> limit = limit();
    Findings findings = new Findings();
    Optional<Path> folder =
        Optional.ofNullable(run).map(name -> Evidence.find(name, runsFolder.folder()).folder());
    folder.ifPresent(f -> run(f).look(findings));
    boolean whole = installation || folder.isEmpty();
    if (whole) {
      new InstallationAudit(
              context.installation(),
              context.access(),
              context.configurations(),
              context.budgets().ledger(),
              context.directory().folder(),
              Evidence.all(runsFolder.folder()))
          .look(findings);
    }
    if (whole || advisories != null) {
      new AdvisoryAudit(context.installation(), Optional.ofNullable(advisories)).look(findings);
    }
    if (sbom != null) {
      String text = Json.pretty(new Sbom(context.installation(), Clock.systemUTC()).tree());
      Storage.replaceText(sbom.toAbsolutePath(), text);
    }
    boolean bad =
        limit
            .filter(l -> findings.found().stream().anyMatch(f -> f.severity().compareTo(l) <= 0))
            .isPresent();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("run", folder.map(Path::toString).orElse(null));
      tree.put("installation", whole);
      tree.put("failOn", failOn);
      tree.put("failed", bad);
      tree.putAll(findings.tree());
      tree.put("sbom", sbom == null ? null : sbom.toString());
      context.terminal().out().print(JsonText.write(tree));
    } else {
      print(findings);
    }
    return bad ? Exit.BLOCKED : Exit.OK;
  }

  private RunAudit run(Path folder) {
    Map<String, Object> personalData = new LinkedHashMap<>();
    if (model != null) {
      NameModelOption.check(context, model);
      personalData.put("model", model.toAbsolutePath().normalize().toString());
    }
    return new RunAudit(folder, context.registry(), context.access(), personalData);
  }

  private Optional<Severity> limit() {
    if (failOn.equals(NEVER)) {
      return Optional.empty();
    }
    List<String> names = Arrays.stream(Severity.values()).map(Severity::written).toList();
    int at = names.indexOf(failOn);
    if (at < 0) {
      throw GovernanceException.spec(
          "--fail-on",
          "got \"" + failOn + "\"",
          String.join(", ", names) + ", " + NEVER,
          Suggestion.advice(failOn, names, ""));
    }
    return Optional.of(Severity.values()[at]);
  }

  private void print(Findings findings) {
    Terminal terminal = context.terminal();
    for (AuditFinding finding : findings.found()) {
      String severity = finding.severity().name();
      terminal
          .out()
          .println(
              painted(terminal, finding.severity(), severity)
                  + " ".repeat(10 - severity.length())
                  + finding.id()
                  + "  "
                  + terminal.bold(finding.subject()));
      terminal.out().println("          " + finding.found());
      terminal.out().println("          " + terminal.faint("→ " + finding.remedy()));
    }
    if (!findings.unchecked().isEmpty()) {
      terminal.out().println();
      terminal.out().println(terminal.bold("not looked at"));
      findings
          .unchecked()
          .forEach(
              u -> terminal.out().println("  " + u.id() + "  " + u.subject() + ": " + u.why()));
    }
    terminal.out().println();
    terminal.out().println(counts(findings));
  }

  private static String painted(Terminal terminal, Severity severity, String text) {
    return switch (severity) {
      case CRITICAL, HIGH -> terminal.bad(text);
      case MEDIUM -> terminal.warning(text);
      case LOW -> text;
      case INFO -> terminal.faint(text);
    };
  }

  private static String counts(Findings findings) {
    StringBuilder text = new StringBuilder();
    for (Severity severity : Severity.values()) {
      long count = findings.found().stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        text.append(count).append(' ').append(severity.written()).append(", ");
      }
    }
    text.append(findings.checks().size()).append(" checks made");
    return text.append(", ")
        .append(findings.unchecked().size())
        .append(findings.unchecked().size() == 1 ? " thing" : " things")
        .append(" not looked at")
        .toString();
  }
}
