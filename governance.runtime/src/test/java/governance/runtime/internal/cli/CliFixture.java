package governance.runtime.internal.cli;

import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivateSummarizer;
import governance.api.run.RunService;
import governance.engine.Engine;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.audit.FakeInstallation;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.LastWords;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.DataDirectory;
import governance.runtime.internal.plan.ModelDirectory;
import governance.runtime.internal.plan.PlanFixture;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.support.TestKeyrings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/** The command line over the small finance pack, with what it printed. */
public final class CliFixture {
  public final PlanFixture plan;
  public final Path folder;
  public RunService runs;
  public Engine engine;
  public AccessControl access = new AccessControl(Optional.empty(), Clock.systemUTC());
  FakeInstallation installation = new FakeInstallation();
  public final Map<String, PrivacyAccountant> accountants = new TreeMap<>();
  public PrivateSummarizer summarizer;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  public CliFixture(Path folder) {
    this.folder = folder;
    this.plan = new PlanFixture(folder);
  }

  public int run(String... words) {
    return run(terminal(false), words);
  }

  public int run(Terminal terminal, String... words) {
    out.reset();
    err.reset();
    return new Cli(context(terminal), "1.0.0").run(words);
  }

  /** Returns all commands. */
  public CommandLine line() {
    return new Cli(context(terminal(false)), "1.0.0").line(new RootCommand());
  }

  private CliContext context(Terminal terminal) {
    return new CliContext(
        terminal,
        plan.fakes.registry(),
        plan.planner(),
        plan.packs(),
        new DataDirectory(Optional.empty()),
        new ModelDirectory(Optional.of(folder.resolve("models"))),
        plan.configurations(),
        "a.framework 1.0.0",
        () -> Optional.ofNullable(runs),
        () -> Optional.ofNullable(engine),
        budgets(),
        () -> Optional.ofNullable(summarizer),
        access,
        TestKeyrings.vault(folder),
        installation,
        new LastWords());
  }

  private Budgets budgets() {
    return new Budgets() {
      @Override
      public Optional<PrivacyLedger> ledger() {
        Path file = folder.resolve("privacy-ledger.jsonl");
        return Optional.of(new PrivacyLedger(file, Clock.systemUTC()));
      }

      @Override
      public Map<String, PrivacyAccountant> accountants() {
        return accountants;
      }
    };
  }

  public Terminal terminal(boolean live) {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        live,
        live,
        100);
  }

  /** Returns stdout; the temporary folder is written as FOLDER. */
  public String out() {
    return text(out);
  }

  /** Returns stderr; the temporary folder is written as FOLDER. */
  public String err() {
    return text(err);
  }

  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), "FOLDER");
  }

  public static String golden(String name) {
    try (var in = CliFixture.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
