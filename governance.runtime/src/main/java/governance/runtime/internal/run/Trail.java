package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.RunStatus;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.RunVault;
import governance.runtime.internal.vault.Vault;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run leaves behind of its course: the event log and the status. Before the folder is opened
 * nothing is written.
 */
final class Trail implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Trail.class.getName());
  private static final String EVENTS = "events.jsonl";

  private final Job job;
  private final Clock clock;
  private final EventLog events;
  private final UnfinishedReport report;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final List<Object> resumedAt = new ArrayList<>();
  private final Vault vaults;
  private Optional<RunVault> vault = Optional.empty();
  private String started;
  private RunFolder folder;
  private Phase phase;
  private long since;

  /**
   * Begins.
   *
   * @param report made when the run ends before its end
   * @param vaults comes to the keys of runs
   */
  Trail(Job job, Clock clock, UnfinishedReport report, Vault vaults) {
    this.vaults = vaults;
    this.report = report;
    this.job = job;
    this.clock = clock;
    this.events = new EventLog(clock);
    this.started = now();
  }

  private String now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString();
  }

  /** Opens the folder: a new one with all events so far, or that of a run that goes on. */
  RunFolder open() {
    if (job.resumed()) {
      RunFolder opened = RunFolder.open(job.folder());
      folder = opened;
      encrypt(opened);
      goOn(opened);
    } else {
      folder = RunFolder.create(job.folder());
      folder.reserve();
      encrypt(folder);
      writing(() -> events.open(folder.at(EVENTS)));
    }
    return folder;
  }

  private void encrypt(RunFolder opened) {
    vault =
        job.resolution()
            .spec()
            .flatMap(RunSpec::encryption)
            .map(e -> vaults.of(opened, job.id(), e));
    vault.ifPresent(opened::encrypt);
    vault.ifPresent(events::encrypt);
  }

  /** Returns the run's keys; empty where nothing is encrypted, or before the folder is open. */
  Optional<RunVault> vault() {
    return vault;
  }

  /** Shows a new run, with all that was written of it so far. */
  void appear() {
    status(RunStatus.RUNNING, job.info().message(), List.of());
    if (folder.hidden()) {
      folder.appear();
      job.writing();
    }
  }

  /** Returns whether a run's folder was begun but never shown. */
  boolean hidden() {
    return folder != null && folder.hidden();
  }

  private void goOn(RunFolder opened) {
    Map<String, Object> status = JsonReader.file(opened.at(RunStatusFile.NAME));
    started = String.valueOf(status.get("started"));
    if (status.get("resumedAt") instanceof List<?> before) {
      resumedAt.addAll(before);
    }
    writing(() -> events.reopen(opened.at(EVENTS)));
    opened.reserve();
    opened.removeDocuments(); // they tell why the run had stopped
  }

  /** Notes at which step a resumed run goes on. */
  void resumedAt(long step) {
    resumedAt.add(step);
    event("resumed", Tree.of("step", step));
  }

  List<Object> resumedAt() {
    return resumedAt;
  }

  String started() {
    return started;
  }

  String ended() {
    return now();
  }

  /**
   * Returns whether a new run has not yet come to training, so that there is nothing worth keeping.
   */
  boolean beforeTraining() {
    return !job.resumed() && !seconds.containsKey(Phase.BASELINE.toString());
  }

  /** Begins a phase; the one before is over and on the disk. */
  void phase(Phase next, String what) {
    closePhase();
    phase = next;
    since = System.nanoTime();
    job.phase(next, what);
    status(RunStatus.RUNNING, what, List.of());
  }

  private void closePhase() {
    if (phase != null) {
      seconds.merge(phase.toString(), (System.nanoTime() - since) / 1e9, Double::sum);
      writing(events::sync);
    }
    phase = null;
  }

  /** Returns how long each phase took, in seconds. */
  Map<String, Double> seconds() {
    return seconds;
  }

  /** Ends the run if it was asked to stop. */
  void stopIfAsked() {
    job.stopIfAsked();
  }

  /** Records an event. */
  void event(String type, Map<String, ?> data) {
    writing(() -> events.add(type, data));
  }

  /** Writes how the run stands. */
  void status(RunStatus status, String message, List<Problem> problems) {
    if (folder == null) {
      return;
    }
    boolean over = status != RunStatus.RUNNING;
    folder.json(
        RunStatusFile.NAME,
        Tree.of(
            "run",
            job.id(),
            "status",
            status.name(),
            "message",
            message,
            "phase",
            phase == null ? null : phase.toString(),
            "step",
            job.info().step(),
            "steps",
            job.info().steps(),
            "started",
            started,
            "ended",
            over ? now() : null,
            "resumedAt",
            resumedAt,
            "failures",
            job.failures(),
            "problems",
            problems.stream().map(Trail::tree).toList(),
            "eventsHead",
            over ? events.head() : null));
    if (over && status != RunStatus.PASSED && status != RunStatus.BLOCKED) {
      report();
    }
  }

  /**
   * Records how the run ended, in the room that was kept for it. A log that cannot be written to
   * does not keep the status from being written.
   */
  void end(RunStatus status, String message, List<Problem> problems) {
    if (folder != null) {
      folder.release();
    }
    GovernanceException lost = null;
    try {
      event("ended", Tree.of("status", status.name(), "message", message));
    } catch (GovernanceException e) {
      lost = e;
    }
    status(status, message, problems);
    if (lost != null) {
      throw lost;
    }
  }

  /** What ended the run may keep its report from being made as well; the status tells of it. */
  private void report() {
    try {
      report.write(folder, job.resolution());
    } catch (GovernanceException e) {
      LOG.log(Level.WARNING, "Run " + job.id() + " has no report: " + e.getMessage());
    }
  }

  static Map<String, Object> tree(Problem p) {
    return Tree.of(
        "remedy", p.remedy().name(),
        "subject", p.subject(),
        "got", p.got(),
        "allowed", p.allowed(),
        "advice", p.advice());
  }

  private interface Write {
    void run() throws IOException;
  }

  private void writing(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw Storage.problem(job.folder(), e);
    }
  }

  /** Takes a new run's folder away again, because it never got as far as training. */
  void discard() throws IOException {
    RunFolder gone = folder;
    close();
    if (gone != null && Files.exists(gone.path())) {
      Storage.delete(gone.path());
    }
  }

  @Override
  public void close() throws IOException {
    closePhase();
    events.close();
    if (folder != null) {
      folder.close();
    }
    folder = null;
  }
}
