package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The runs of a sweep, some at a time, each in a process of its own. Begun in the order of the
 * sweep, all points with one seed and then with the next; told in the order in which they end.
 */
final class RunsAbreast implements AutoCloseable {
  /** The run that a wrong input made impossible, with nothing written. */
  private static final int WRONG_INPUT = 2;

  /**
   * What a process ends with that was interrupted or asked to end, or that was not left to begin.
   */
  private static final Set<Integer> SIGNALS = Set.of(130, 143);

  private final SweepPlan plan;
  private final SweepFolder folder;
  private final SweepListener listener;
  private final Jobs jobs;
  private final Reader reader;
  private final ExecutorService pool;
  private final CompletionService<Done> done;
  private final RunRecord[] records;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong memory = new AtomicLong();
  private final Set<RunProcess> running = ConcurrentHashMap.newKeySet();
  private int ended;
  private int skipped;

  /** Reads what a run came to. */
  @FunctionalInterface
  interface Reader {
    RunRecord read(Path run, GridPoint point, long seed);
  }

  /**
   * A run that has ended.
   *
   * @param place its place in the order of the sweep
   * @param record what it came to; null for one that did not begin because the sweep was stopped
   * @param seconds how long it took; NaN where it was found done
   * @param refused why it could not begin, where its input is wrong; else null
   */
  record Done(int place, RunRecord record, double seconds, GovernanceException refused) {}

  RunsAbreast(
      SweepPlan plan, SweepFolder folder, SweepListener listener, Jobs jobs, Reader reader) {
    this.plan = plan;
    this.folder = folder;
    this.listener = listener;
    this.jobs = jobs;
    this.reader = reader;
    this.records = new RunRecord[plan.runs()];
    this.pool = Executors.newFixedThreadPool(jobs.atOnce());
    this.done = new ExecutorCompletionService<>(pool);
    int place = 0;
    for (long seed : plan.request().seeds()) {
      for (GridPoint point : plan.points()) {
        int at = place++;
        done.submit(() -> run(at, point, seed));
      }
    }
  }

  private Done run(int place, GridPoint point, long seed) throws InterruptedException {
    if (stopped.get()) {
      return new Done(place, null, Double.NaN, null);
    }
    Optional<Path> begun = folder.run(point, seed);
    if (begun.isPresent() && RunEvidence.finished(begun.get())) {
      return new Done(place, reader.read(begun.get(), point, seed), Double.NaN, null);
    }
    synchronized (listener) {
      listener.begins(point, seed, begun.isPresent());
    }
    long since = System.nanoTime();
    RunRequest request = plan.run(point, seed, folder.of(point, seed));
    RunProcess process;
    int code;
    Map<String, String> card = jobs.cards().take();
    try {
      process = RunProcess.start(jobs.program(), request, begun, card);
      code = awaited(process);
    } finally {
      jobs.cards().giveBack(card);
    }
    memory.accumulateAndGet(process.memory(), Math::max);
    double seconds = (System.nanoTime() - since) / 1e9;
    Optional<Path> written = folder.run(point, seed);
    if (written.isPresent()) {
      return new Done(place, reader.read(written.get(), point, seed), seconds, null);
    }
    String why = process.error();
    GovernanceException refused =
        code == WRONG_INPUT ? GovernanceException.data("the first run", why, "", "") : null;
    RunRecord record =
        SIGNALS.contains(code)
            ? RunRecord.failed(point, seed, null, RunStatus.CANCELLED, "Stopped before it began.")
            : RunRecord.failed(point, seed, null, RunStatus.FAILED, why);
    return new Done(place, record, seconds, refused);
  }

  private int awaited(RunProcess process) throws InterruptedException {
    running.add(process);
    try {
      if (stopped.get()) {
        process.ask();
      }
      return process.await();
    } finally {
      running.remove(process);
    }
  }

  /** Asks those that run to stop at their next checkpoints; no others begin. Any thread. */
  void ask() {
    stopped.set(true);
    running.forEach(RunProcess::ask);
  }

  /** Waits for the next run that ends; null after the last. */
  Done next() throws InterruptedException {
    while (ended + skipped < records.length) {
      Done one = taken();
      if (one.record() != null) {
        ended++;
        records[one.place()] = one.record();
        if (one.record().stopped()) {
          stopped.set(true);
        }
        return one;
      }
      skipped++;
    }
    return null;
  }

  private Done taken() throws InterruptedException {
    try {
      return done.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Returns how many have ended. */
  int ended() {
    return ended;
  }

  /** Returns those that have ended, in the order of the sweep. */
  List<RunRecord> records() {
    return new ArrayList<>(Arrays.stream(records).filter(Objects::nonNull).toList());
  }

  /** Returns whether one was stopped, after which no more began. */
  boolean stopped() {
    return stopped.get();
  }

  /** Returns the most bytes of memory that one of them was seen to hold, 0 where unknown. */
  long memory() {
    return memory.get();
  }

  /** Asks those that run to stop and waits for them. */
  @Override
  public void close() {
    stopped.set(true);
    pool.shutdownNow();
    try {
      pool.awaitTermination(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
