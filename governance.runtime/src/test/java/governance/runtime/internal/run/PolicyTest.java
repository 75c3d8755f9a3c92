package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gradient policy says once the rows are counted is what counts. */
class PolicyTest {
  @TempDir Path out;

  /** Clips the gradient of each row, but only where rows are few. */
  private static final class FewRows implements GradientPolicy {
    @Override
    public GradientPlan plan(PolicySetup setup) {
      boolean few = setup.rows() < 1_000;
      return new GradientPlan(few ? Clipping.PER_SAMPLE : Clipping.GLOBAL, 1, 0, Sampling.SHUFFLE);
    }

    @Override
    public Map<String, Double> spent(PolicySetup setup, long steps) {
      return Map.of();
    }
  }

  @Test
  void aPenaltyOverTheBatchIsRefusedWithTheRealNumberOfRows() throws Exception {
    Runs runs =
        Runs.sequences(new Specs().policy("g.few"))
            .penalty("p.batch", batch -> FakeTensors.tensor(0.1));
    runs.registry.add(Kind.GRADIENT_POLICY, "g.few", new FewRows());
    TestService service = TestService.over(runs, out);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().startsWith("penalty p.batch: couples the rows"), run.message());
    assertEquals(2, service.service().exitCode(run.id()));
    try (var left = Files.list(out)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
