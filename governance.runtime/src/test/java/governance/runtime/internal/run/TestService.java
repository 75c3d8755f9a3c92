package governance.runtime.internal.run;

import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.support.FakeEngine;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.TestKeyrings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A run service over fakes. */
final class TestService {
  private final DefaultRunService service;
  private final FakeEngine engine;
  private final RunRequest request;
  private RunListener listener;

  private TestService(DefaultRunService service, FakeEngine engine, Path out) {
    this.service = service;
    this.engine = engine;
    this.request = new RunRequest("test", Map.of(), Map.of(), out);
  }

  static TestService over(Runs runs, Path out) {
    return over(runs, out, Budgets.NONE);
  }

  static TestService over(Runs runs, Path out, Budgets budgets) {
    FakeEngine engine = new FakeEngine();
    return new TestService(
        new DefaultRunService(
            runs.planner(),
            runs.registry,
            engine,
            runs.access,
            budgets,
            Clock.systemUTC(),
            TestKeyrings.vault(out)),
        engine,
        out);
  }

  DefaultRunService service() {
    return service;
  }

  FakeEngine engine() {
    return engine;
  }

  void follow(RunListener follower) {
    listener = follower;
  }

  String start() {
    if (listener == null) {
      return service.start(request);
    }
    // the listener must be there before the first step: hold the queue until it is
    CountDownLatch ready = new CountDownLatch(1);
    service.before(ready);
    String run = service.start(request);
    service.listen(run, listener);
    ready.countDown();
    return run;
  }

  RunInfo run() throws InterruptedException {
    return end(start());
  }

  RunInfo resume(Path evidence) throws InterruptedException {
    return end(service.resume(evidence));
  }

  RunInfo end(String run) throws InterruptedException {
    RunInfo info = service.await(run, Duration.ofSeconds(60));
    if (!service.list().contains(info)) {
      throw new IllegalStateException("not listed: " + info);
    }
    return info;
  }
}
