package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunPlan;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.engine.Engine;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.Data;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.train.Control;
import governance.runtime.internal.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Runs, one at a time, in the order they were started. */
@Component(service = {RunService.class, RunMonitor.class})
public final class DefaultRunService implements RunService, RunMonitor {
  /** How long the run at work may take to reach a step boundary when the service stops. */
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Planner planner;
  private final Registry registry;
  private final Engine engine;
  private final Clock clock;
  private final AccessControl access;
  private final Vault vault;
  private final Worker worker;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "governance run");
            thread.setDaemon(true);
            return thread;
          });

  /** Made by the framework. */
  @Activate
  public DefaultRunService(
      @Reference Planner planner,
      @Reference Registry registry,
      @Reference Engine engine,
      @Reference AccessControl access,
      @Reference Budgets budgets,
      @Reference Vault vault) {
    this(planner, registry, engine, access, budgets, Clock.systemUTC(), vault);
  }

  DefaultRunService(
      Planner planner,
      Registry registry,
      Engine engine,
      AccessControl access,
      Budgets budgets,
      Clock clock,
      Vault vault) {
    this.vault = vault;
    this.planner = planner;
    this.registry = registry;
    this.clock = clock;
    this.engine = engine;
    this.access = access;
    this.worker = new Worker(engine, registry, access, budgets, clock, vault);
  }

  @Deactivate
  void stop() throws InterruptedException {
    for (RunInfo run : list()) {
      cancel(run.id());
    }
    for (RunInfo run : list()) {
      await(run.id(), STOP);
    }
    queue.shutdownNow();
  }

  /** Keeps the queue waiting; for tests that must be there from the first step. */
  void before(CountDownLatch ready) {
    queue.execute(
        () -> {
          try {
            ready.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public RunPlan plan(RunRequest request) {
    return planner.plan(request).plan();
  }

  @Override
  public String start(RunRequest request) {
    Resolution resolution = planner.plan(request);
    if (!resolution.plan().runnable()) {
      throw new GovernanceException(resolution.plan().problems());
    }
    resolution.spec().flatMap(RunSpec::encryption).ifPresent(vault::check);
    String domain = resolution.spec().map(s -> s.domain()).orElse(null);
    String id = RunId.of(domain == null ? "run" : domain, clock.instant());
    Path folder = request.out().toAbsolutePath().normalize().resolve(id);
    Job job = new Job(id, folder, resolution, false);
    job.access(access.run("run", folder, data(resolution)));
    return submit(job);
  }

  @Override
  public String resume(Path evidence) {
    if (Vault.encrypts(evidence)) {
      vault.open(evidence); // a run must not fail for a key that is not at hand
    }
    Job job = new Resumption(evidence).job(planner);
    job.access(access.run("resume", job.folder(), data(job.resolution())));
    return submit(job);
  }

  private static Data data(Resolution resolution) {
    return resolution.data().map(DataPlan::accessed).orElse(Data.UNKNOWN);
  }

  private synchronized String submit(Job job) {
    jobs.values().stream().filter(Job::abandoned).findFirst().ifPresent(DefaultRunService::refuse);
    Job before = jobs.get(job.id());
    if (before != null && !before.ended()) {
      throw GovernanceException.spec(job.id(), "this run is waiting or at work already", "", "");
    }
    jobs.put(job.id(), job);
    job.listen(
        new RunListener() {
          @Override
          public void ended(RunInfo run) {
            refuseWaiting(job);
          }
        });
    queue.execute(() -> worker.work(job));
    return job.id();
  }

  /** Runs behind one whose thread is lost would wait for ever. */
  private void refuseWaiting(Job lost) {
    if (!lost.abandoned()) {
      return;
    }
    List<Job> all;
    synchronized (this) {
      all = List.copyOf(jobs.values());
    }
    all.forEach(j -> j.endWaiting(RunStatus.FAILED, held(lost).message(), List.of(held(lost))));
  }

  private static void refuse(Job lost) {
    throw new GovernanceException(held(lost));
  }

  private static Problem held(Job lost) {
    return new Problem(
        Remedy.FIX_MACHINE,
        "engine",
        "is held by run " + lost.id() + ", whose penalty does not return",
        "",
        "Start the framework anew");
  }

  @Override
  public boolean cancel(String run) {
    Job job = job(run);
    if (job.ended()) {
      return false;
    }
    if (job.endWaiting(RunStatus.CANCELLED, "Cancelled before its turn came.", List.of())) {
      return true;
    }
    job.control().stop(Control.Kind.CANCEL, "Cancelled on request.");
    return true;
  }

  @Override
  public RunInfo await(String run, Duration most) throws InterruptedException {
    Job job = job(run);
    job.await(most);
    return job.info();
  }

  @Override
  public RunInfo info(String run) {
    return job(run).info();
  }

  @Override
  public synchronized List<RunInfo> list() {
    return jobs.values().stream().map(Job::info).toList();
  }

  @Override
  public List<ContributionInfo> contributions() {
    return registry.contributions();
  }

  @Override
  public void listen(String run, RunListener listener) {
    job(run).listen(listener);
  }

  @Override
  public List<Problem> problems(String run) {
    return job(run).problems();
  }

  @Override
  public Optional<String> notice(String run) {
    return job(run).resolution().notice();
  }

  @Override
  public int exitCode(String run) {
    return job(run).exitCode();
  }

  @Override
  public void report(Path evidence) {
    Resolution resolution = new Resumption(evidence).plan(planner);
    if (resolution.spec().isEmpty()) {
      throw new GovernanceException(resolution.plan().problems());
    }
    try (RunFolder folder = RunFolder.open(evidence.toAbsolutePath().normalize())) {
      if (Vault.encrypts(evidence)) {
        folder.encrypt(vault.open(folder.path()));
      }
      new UnfinishedReport(registry).write(folder, resolution);
    } catch (IOException e) {
      throw Storage.problem(evidence, e);
    }
  }

  @Override
  public Predicted predict(PredictRequest request) throws InterruptedException {
    Path run = request.evidence();
    access.run("predict", run, AccessControl.dataOf(run), Part.MODEL);
    try {
      return queue.submit(() -> new Predicting(planner, registry, engine).predict(request)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private synchronized Job job(String run) {
    return Optional.ofNullable(jobs.get(run))
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    "run",
                    "got \"" + run + "\"",
                    "one of " + jobs.keySet(),
                    "Name a run of this process"));
  }
}
