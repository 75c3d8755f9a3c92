package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.RunInfo;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.RenderedPage;
import governance.runtime.internal.run.RunListener;
import governance.runtime.internal.run.RunMonitor;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works through the runs of a sweep, one after the other: all points with the first seed, then all
 * with the next, so that a sweep that is stopped has whole fronts. A run that is done is not made
 * again, one that was begun goes on from its checkpoint. Used by one thread.
 */
public final class Sweeper {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final RunService runs;
  private final SweepPlan plan;
  private final SweepFolder folder;
  private final RenderedPage page;
  private final SweepListener listener;
  private final String id;
  private final String started;
  private final Jobs jobs;
  private final List<RunRecord> records = new ArrayList<>();
  private volatile boolean asked;
  private volatile String current;

  private Sweeper(
      RunService runs,
      Registry registry,
      SweepPlan plan,
      SweepFolder folder,
      SweepListener listener,
      Jobs jobs,
      String id,
      String started) {
    this.runs = runs;
    this.plan = plan;
    this.folder = folder;
    this.page = new RenderedPage(registry);
    this.listener = listener;
    this.jobs = jobs;
    this.id = id;
    this.started = started;
  }

  /**
   * What has become of a sweep.
   *
   * @param tree all that is known, as {@code sweep.json} has it
   * @param result the comparison
   * @param folder its folder
   */
  public record Ended(Map<String, Object> tree, SweepResult result, Path folder) {}

  /**
   * Makes a new sweep.
   *
   * @param into the folder to make, which does not exist
   * @throws GovernanceException if the first run finds the input wrong; nothing is left then
   * @throws InterruptedException if the caller is interrupted; the sweep can go on later
   */
  public static Ended begin(
      RunService runs, Registry registry, SweepPlan plan, Path into, SweepListener listener)
      throws InterruptedException {
    return begin(runs, registry, plan, into, listener, Jobs.ONE);
  }

  /**
   * Makes a new sweep.
   *
   * @param jobs how many runs there are at a time
   */
  public static Ended begin(
      RunService runs,
      Registry registry,
      SweepPlan plan,
      Path into,
      SweepListener listener,
      Jobs jobs)
      throws InterruptedException {
    List<Path> made = Storage.prepare(into.toAbsolutePath().getParent());
    String id = into.getFileName().toString();
    String now = now();
    Map<String, Object> head = head(id, "RUNNING", now, null);
    SweepResult nothing = SweepResult.of(plan, List.of());
    try (SweepFolder folder =
        SweepFolder.create(into, new SweepTree(nothing, into.toAbsolutePath()).of(head))) {
      return new Sweeper(runs, registry, plan, folder, listener, jobs, id, now).work(made);
    }
  }

  /**
   * Goes on with a sweep.
   *
   * @param plan the sweep, planned anew and checked
   * @throws GovernanceException if somebody works on it
   */
  public static Ended goOn(
      RunService runs, Registry registry, SweepPlan plan, Path path, SweepListener listener)
      throws InterruptedException {
    return goOn(runs, registry, plan, path, listener, Jobs.ONE);
  }

  /**
   * Goes on with a sweep.
   *
   * @param jobs how many runs there are at a time
   */
  public static Ended goOn(
      RunService runs,
      Registry registry,
      SweepPlan plan,
      Path path,
      SweepListener listener,
      Jobs jobs)
      throws InterruptedException {
    BegunSweep begun = BegunSweep.of(path);
    try (SweepFolder folder = SweepFolder.open(path)) {
      return new Sweeper(
              runs,
              registry,
              plan,
              folder,
              listener,
              jobs,
              begun.text("sweep"),
              begun.text("started"))
          .work(List.of());
    }
  }

  private static String now() {
    return Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond()).toString();
  }

  private static Map<String, Object> head(String id, String status, String began, String ended) {
    return Tree.of("sweep", id, "status", status, "started", began, "ended", ended);
  }

  private Ended work(List<Path> made) throws InterruptedException {
    if (jobs.atOnce() > 1) {
      return abreast(made);
    }
    listener.working(this::ask);
    boolean stopped = false;
    for (long seed : plan.request().seeds()) {
      for (GridPoint point : plan.points()) {
        stopped |= asked;
        if (!stopped) {
          records.add(one(point, seed, made));
          stopped = records.get(records.size() - 1).stopped();
          write("RUNNING");
        }
      }
    }
    return finish(stopped);
  }

  /** Asks the run in progress to stop at its next checkpoint, and begins no other one. */
  private void ask() {
    asked = true;
    String run = current;
    if (run != null) {
      runs.cancel(run);
    }
  }

  /** Several at a time; what has ended is told and written by this thread alone. */
  private Ended abreast(List<Path> made) throws InterruptedException {
    RunsAbreast all = new RunsAbreast(plan, folder, listener, jobs, this::read);
    listener.working(all::ask);
    try (all) {
      for (RunsAbreast.Done done = all.next(); done != null; done = all.next()) {
        if (all.ended() == 1 && done.refused() != null) {
          all.close();
          folder.discard();
          made.forEach(Sweeper::removeEmpty);
          throw done.refused();
        }
        records.clear();
        records.addAll(all.records());
        listener.ended(done.record(), all.ended(), done.seconds());
        write("RUNNING");
      }
      listener.memory(all.memory(), jobs.atOnce());
      return finish(all.stopped());
    }
  }

  private RunRecord one(GridPoint point, long seed, List<Path> made) throws InterruptedException {
    Optional<Path> begun = folder.run(point, seed);
    RunRecord record;
    double seconds = Double.NaN;
    if (begun.isPresent() && RunEvidence.finished(begun.get())) {
      record = read(begun.get(), point, seed);
    } else {
      long since = System.nanoTime();
      RunListener follower = listener.begins(point, seed, begun.isPresent());
      record = made(point, seed, begun, follower, made);
      seconds = (System.nanoTime() - since) / 1e9;
    }
    listener.ended(record, records.size() + 1, seconds);
    return record;
  }

  private RunRecord made(
      GridPoint point, long seed, Optional<Path> begun, RunListener follower, List<Path> made)
      throws InterruptedException {
    String run;
    try {
      run =
          begun.isPresent()
              ? runs.resume(begun.get())
              : runs.start(plan.run(point, seed, folder.of(point, seed)));
    } catch (GovernanceException e) {
      return RunRecord.failed(point, seed, begun.orElse(null), RunStatus.FAILED, e.getMessage());
    }
    RunInfo info = awaited(run, follower);
    boolean written = Files.isRegularFile(info.evidence().resolve("status.json"));
    if (!written) {
      String why =
          info.status() == RunStatus.CANCELLED ? "Stopped before it began." : info.message();
      refuse(run, made);
      return RunRecord.failed(point, seed, null, info.status(), why);
    }
    return read(info.evidence(), point, seed);
  }

  /** Data that no run can use ends the sweep at its first run, as it would end a run. */
  private void refuse(String run, List<Path> made) {
    boolean bad = runs instanceof RunMonitor m && m.exitCode(run) == 2;
    if (records.isEmpty() && bad && runs.info(run).status() != RunStatus.CANCELLED) {
      List<Problem> problems = ((RunMonitor) runs).problems(run);
      folder.discard();
      made.forEach(Sweeper::removeEmpty);
      throw new GovernanceException(problems);
    }
  }

  private static void removeEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Stays: " + folder);
    }
  }

  private RunInfo awaited(String run, RunListener follower) throws InterruptedException {
    if (runs instanceof RunMonitor monitor) {
      monitor.listen(run, follower);
    }
    current = run;
    try {
      if (asked) {
        runs.cancel(run);
      }
      RunInfo info = runs.info(run);
      while (info.status() == RunStatus.QUEUED || info.status() == RunStatus.RUNNING) {
        info = runs.await(run, LOOK);
      }
      return info;
    } catch (InterruptedException e) {
      runs.cancel(run);
      throw e;
    } finally {
      current = null;
    }
  }

  /** A folder that somebody put there is none of this sweep. */
  private RunRecord read(Path run, GridPoint point, long seed) {
    RunRecord record = new RunEvidence(plan.request(), run).read(point, seed);
    if (record.test().isEmpty()) {
      return record;
    }
    Map<String, Object> spec = JsonReader.file(run.resolve("spec.json"));
    Object its = spec.get("train") instanceof Map<?, ?> train ? train.remove("seed") : null;
    boolean same = its == null || its.toString().equals("" + seed);
    String expected = SweepPlan.specDigest(plan.specs().get(point.number() - 1));
    if (same && SweepPlan.specDigest(spec).equals(expected)) {
      return record;
    }
    return RunRecord.failed(
        point, seed, run, record.status(), "The run in " + run + " is none of this point.");
  }

  private Map<String, Object> write(String status) {
    SweepResult result = SweepResult.of(plan, records);
    String ended = status.equals("RUNNING") ? null : now();
    Map<String, Object> tree =
        new SweepTree(result, folder.path()).of(head(id, status, started, ended));
    folder.write(tree);
    return tree;
  }

  private Ended finish(boolean stopped) {
    Map<String, Object> tree = write(stopped ? "STOPPED" : "FINISHED");
    try {
      page.of(id, SweepTree.SCHEMA, tree).ifPresent(folder::page);
    } catch (ContributionFailedException | GovernanceException e) {
      LOG.log(Level.WARNING, "Sweep " + id + " has no page: " + e.getMessage());
    }
    return new Ended(tree, SweepResult.of(plan, records), folder.path());
  }
}
