package governance.runtime.internal.cli;

import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunPlan;
import governance.api.run.RunRequest;
import governance.api.run.RunService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run service with a defect in every method. */
public class BrokenRuns implements RunService {
  private static IllegalStateException broken() {
    return new IllegalStateException("broken");
  }

  @Override
  public RunPlan plan(RunRequest request) {
    throw broken();
  }

  @Override
  public String start(RunRequest request) {
    throw broken();
  }

  @Override
  public String resume(Path evidence) {
    throw broken();
  }

  @Override
  public boolean cancel(String run) {
    throw broken();
  }

  @Override
  public RunInfo await(String run, Duration most) throws InterruptedException {
    throw broken();
  }

  @Override
  public RunInfo info(String run) {
    throw broken();
  }

  @Override
  public List<RunInfo> list() {
    throw broken();
  }

  @Override
  public List<ContributionInfo> contributions() {
    throw broken();
  }
}
