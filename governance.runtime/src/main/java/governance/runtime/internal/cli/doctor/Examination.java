package governance.runtime.internal.cli.doctor;

import governance.api.GovernanceException;
import governance.api.run.ContributionInfo;
import governance.engine.Engine;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Finding;
import governance.runtime.internal.cli.command.Finding.State;
import governance.runtime.internal.cli.terminal.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the machine, the engine and what is installed. */
final class Examination {
  private static final long LITTLE_MEMORY = 512L << 20;
  private static final long LITTLE_DISK = 512L << 20;

  private final CliContext context;
  private final Path out;
  private final List<Finding> findings = new ArrayList<>();

  Examination(CliContext context, Path out) {
    this.context = context;
    this.out = out.toAbsolutePath().normalize();
  }

  List<Finding> findings() {
    machine();
    try {
      engine();
    } catch (GovernanceException e) {
      add("engine", State.BAD, e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      add("engine", State.BAD, "failed: " + e);
    }
    disk();
    data();
    contributions();
    configuration();
    return findings;
  }

  private void machine() {
    Runtime runtime = Runtime.getRuntime();
    add("java", State.GOOD, System.getProperty("java.vm.name") + " " + Runtime.version());
    String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
    String processors = runtime.availableProcessors() + " processors";
    add("system", State.GOOD, system + " " + System.getProperty("os.arch") + ", " + processors);
    add("framework", State.GOOD, context.framework());
    long memory = runtime.maxMemory();
    State state = memory < LITTLE_MEMORY ? State.NOTE : State.GOOD;
    add("memory", state, "Java may use " + Figures.bytes(memory));
  }

  private void engine() {
    Optional<Engine> found = context.engine().get();
    if (found.isEmpty()) {
      add("engine", State.BAD, "is not there: its bundle is not installed, or could not start");
      return;
    }
    findings.addAll(new EngineExamination(found.get()).findings());
  }

  private void disk() {
    Path there = out;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      boolean writable = Files.isDirectory(there) && Files.isWritable(there);
      State state = !writable ? State.BAD : free < LITTLE_DISK ? State.NOTE : State.GOOD;
      String detail = Figures.bytes(free) + " free" + (writable ? "" : ", cannot be written to");
      add("runs in", state, out + ": " + detail);
    } catch (IOException e) {
      add("runs in", State.BAD, out + ": " + e.getMessage());
    }
  }

  private void data() {
    Optional<Path> folder = context.directory().folder();
    if (folder.isEmpty()) {
      String advice = "not set; only generated data and your own files (GOVERNANCE_DATA)";
      add("data directory", State.NOTE, advice);
    } else {
      boolean there = Files.isDirectory(folder.get());
      String detail = folder.get() + (there ? "" : " is missing");
      add("data directory", there ? State.GOOD : State.NOTE, detail);
    }
  }

  private void contributions() {
    List<ContributionInfo> all = context.registry().contributions();
    long rejected = all.stream().filter(c -> c.rejected() != null).count();
    State state = rejected > 0 ? State.NOTE : State.GOOD;
    String detail = all.size() - rejected + " can be used, " + rejected + " rejected";
    add("contributions", state, detail + (rejected > 0 ? "; see: governance list" : ""));
    List<String> domains = context.packs().ids();
    String names = domains.isEmpty() ? "none installed" : String.join(", ", domains);
    add("domains", domains.isEmpty() ? State.NOTE : State.GOOD, names);
  }

  private void configuration() {
    try {
      ConfigurationReview review =
          new ConfigurationReview(context.registry(), context.configurations().all());
      review.inEffect().forEach(line -> add("configuration", State.GOOD, line));
      review.wrong().forEach(line -> add("configuration", State.NOTE, line));
    } catch (GovernanceException e) {
      e.problems().forEach(problem -> add("configuration", State.BAD, problem.message()));
    }
  }

  private void add(String name, State state, String detail) {
    findings.add(new Finding(name, state, detail));
  }
}
