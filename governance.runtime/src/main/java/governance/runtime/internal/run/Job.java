package governance.runtime.internal.run;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.train.Control;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A run of this process as others see it: where it stands, by what it is stopped, who follows it.
 */
final class Job {
  private static final System.Logger LOG = System.getLogger(Job.class.getName());

  private final String id;
  private final Path folder;
  private final Resolution resolution;
  private final boolean resumed;
  private final Control control = new Control();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private RunStatus status = RunStatus.QUEUED;
  private String message = "Waiting for its turn.";
  private List<Problem> problems = List.of();
  private boolean written;
  private boolean abandoned;
  private long step;
  private long steps;
  private Map<String, Object> access;

  Job(String id, Path folder, Resolution resolution, boolean resumed) {
    this.id = id;
    this.folder = folder;
    this.resolution = resolution;
    this.resumed = resumed;
    this.written = resumed;
  }

  String id() {
    return id;
  }

  Path folder() {
    return folder;
  }

  Resolution resolution() {
    return resolution;
  }

  boolean resumed() {
    return resumed;
  }

  /** Notes who started the run, where a policy says who may. */
  void access(Optional<Map<String, Object>> by) {
    access = by.orElse(null);
  }

  /** Returns who started the run. */
  Optional<Map<String, Object>> access() {
    return Optional.ofNullable(access);
  }

  Control control() {
    return control;
  }

  /** Ends the run if it was asked to stop. */
  void stopIfAsked() {
    control
        .stopping()
        .ifPresent(
            stop -> {
              throw new StoppedException(stop);
            });
  }

  /**
   * Does work with a contribution, as one step: who stops its bundle meanwhile waits for the end of
   * it. Ends the run, and so drops the result, if the run was asked to stop.
   */
  void turn(Runnable work) {
    stopIfAsked();
    control.beginStep();
    try {
      work.run();
    } finally {
      control.endStep();
    }
    stopIfAsked();
  }

  /** Does the same with work that has a result. */
  <T> T call(Supplier<T> work) {
    List<T> result = new ArrayList<>();
    turn(() -> result.add(work.get()));
    return result.get(0);
  }

  /** Returns whether the run has a folder. */
  synchronized boolean written() {
    return written;
  }

  synchronized RunInfo info() {
    return new RunInfo(id, status, step, steps, folder, message);
  }

  synchronized List<Problem> problems() {
    return problems;
  }

  /** Returns the contributions that failed without ending the run. */
  List<String> failures() {
    return failures;
  }

  void phase(Phase phase, String what) {
    synchronized (this) {
      status = RunStatus.RUNNING;
      message = what;
    }
    RunInfo now = info();
    tell(l -> l.phase(now, phase));
  }

  synchronized void training(long done, long all) {
    step = done;
    steps = all;
  }

  void progress(Progress progress) {
    training(progress.step(), progress.steps());
    tell(l -> l.step(progress));
  }

  /** Notes that the run has a folder, so that "nothing was written" is no longer true. */
  synchronized void writing() {
    written = true;
  }

  /** Notes that the folder was taken away again. */
  synchronized void discarded() {
    written = false;
  }

  String planDigest() {
    return Digests.of(resolution.plan().json());
  }

  /** Notes that the run's thread is lost inside a contribution. */
  synchronized void abandon() {
    abandoned = true;
  }

  /** Notes that the run's thread has come back. */
  synchronized void left() {
    abandoned = false;
  }

  synchronized boolean abandoned() {
    return abandoned;
  }

  /** Ends the run; only the first call counts, and says so. */
  boolean end(RunStatus how, String why, List<Problem> because) {
    synchronized (this) {
      if (end.getCount() == 0) {
        return false;
      }
      status = how;
      message = why;
      problems = List.copyOf(because);
      end.countDown();
    }
    RunInfo now = info();
    tell(l -> l.ended(now));
    return true;
  }

  /** Ends a run that waits for its turn; returns whether it still did. */
  synchronized boolean endWaiting(RunStatus how, String why, List<Problem> because) {
    return status == RunStatus.QUEUED && end(how, why, because);
  }

  synchronized boolean ended() {
    return end.getCount() == 0;
  }

  void await(Duration most) throws InterruptedException {
    end.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  void listen(RunListener listener) {
    listeners.add(listener);
    if (ended()) {
      listener.ended(info());
    }
  }

  /** Tells listeners what the user should know while the run goes on. */
  void warn(String text) {
    tell(listener -> listener.warning(text));
  }

  private void tell(Consumer<RunListener> event) {
    for (RunListener listener : new ArrayList<>(listeners)) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener of run " + id + " failed", e);
      }
    }
  }

  synchronized int exitCode() {
    return switch (status) {
      case PASSED -> failures.isEmpty() ? 0 : 4;
      case BLOCKED -> failures.isEmpty() ? 3 : 4;
      case HALTED -> 4;
      case FAILED ->
          !written && problems.stream().noneMatch(p -> p.remedy() == Remedy.REPORT_BUG) ? 2 : 1;
      default -> 1;
    };
  }
}
