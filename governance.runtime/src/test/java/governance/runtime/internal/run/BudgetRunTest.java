package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyTarget;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan.NoiseSource;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.privacy.DataBudget.State;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.StepAccountant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs do with the budget of their data; each takes 30 steps, which cost 0.3. */
class BudgetRunTest {
  @TempDir Path folder;
  private Path out;
  private PrivacyLedger ledger;

  @BeforeEach
  void ledger() {
    out = folder.resolve("runs");
    ledger = new PrivacyLedger(folder.resolve("ledger.jsonl"), Clock.systemUTC());
  }

  private TestService service(Specs specs, NoiseSource noise) {
    Runs runs = Runs.sequences(noise == null ? specs : specs.policy("g.noise"));
    if (noise != null) {
      runs.registry.add(Kind.GRADIENT_POLICY, "g.noise", new PrivacyRunTest.Noise(noise));
    }
    Budgets budgets =
        new Budgets() {
          @Override
          public Optional<PrivacyLedger> ledger() {
            return Optional.of(ledger);
          }

          @Override
          public Map<String, PrivacyAccountant> accountants() {
            return Map.of("pld", new StepAccountant());
          }
        };
    return TestService.over(runs, out, budgets);
  }

  private TestService service() {
    return service(new Specs(), NoiseSource.CRYPTOGRAPHIC);
  }

  private DataBudget only() {
    List<DataBudget> all = ledger.budgets();
    assertEquals(1, all.size());
    return all.get(0);
  }

  private double spent() {
    return only().spent(new StepAccountant()).upper();
  }

  private void limit(double epsilon) {
    ledger.limit(List.of(only().key()), Optional.of(new PrivacyTarget(epsilon, 1e-5)));
  }

  @Test
  void runsOnTheSameDataAddUpUntilOneIsRefused() throws Exception {
    assertEquals(RunStatus.PASSED, service().run().status());
    assertEquals(0.3, spent());
    limit(0.7);
    RunInfo second = service().run();
    assertEquals(RunStatus.PASSED, second.status(), second.message());
    TestService third = service();
    RunInfo refused = third.run();
    assertEquals(RunStatus.FAILED, refused.status());
    assertEquals(2, third.service().exitCode(refused.id()));
    assertTrue(
        refused.message().contains("has spent epsilon 0.6 of 0.7")
            && refused.message().contains("would make it 0.9"),
        refused.message());
    assertTrue(Files.notExists(refused.evidence()));
    assertEquals(0.6, spent());
    String events = Files.readString(second.evidence().resolve("events.jsonl"));
    assertTrue(events.contains("\"what\":\"reserved\""), events);
    assertTrue(events.contains("\"what\":\"settled\""), events);
  }

  @Test
  void aStoppedRunKeepsWhatItReservedAndSettlesWhenItHasGoneOn() throws Exception {
    TestService service = service();
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == 7) {
              service.service().cancel(progress.run());
            }
          }
        });
    RunInfo stopped = service.run();
    assertEquals(RunStatus.CANCELLED, stopped.status());
    assertEquals(State.RESERVED, only().uses().get(0).state());
    assertEquals(0.3, spent());
    limit(0.3);
    RunInfo resumed = service().resume(stopped.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    assertEquals(State.SETTLED, only().uses().get(0).state());
    assertEquals(0.3, spent());
  }

  @Test
  void earlyStoppingSettlesAllPlannedStepsBecauseItLooksAtResults() throws Exception {
    Specs specs = new Specs().epochs(6).earlyStopping("test.accuracy", 1, 0.5);
    RunInfo run = service(specs, NoiseSource.CRYPTOGRAPHIC).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(0.9, spent());
  }

  @Test
  void dataWithALimitAreNotTrainedOnWithoutNoise() throws Exception {
    service().run();
    limit(5);
    RunInfo plain = service(new Specs(), null).run();
    assertTrue(plain.message().contains("this run adds no noise"), plain.message());
    RunInfo seeded = service(new Specs(), NoiseSource.SEEDED).run();
    assertTrue(seeded.message().contains("noise follows from a seed"), seeded.message());
  }

  @Test
  void withoutALimitRunsWithoutNoiseLeaveNothing() throws Exception {
    assertEquals(RunStatus.PASSED, service(new Specs(), null).run().status());
    assertEquals(RunStatus.PASSED, service(new Specs(), NoiseSource.SEEDED).run().status());
    assertEquals(List.of(), ledger.budgets());
  }

  @Test
  void anAlteredLedgerStopsRunsBeforeTraining() throws Exception {
    service().run();
    Files.writeString(ledger.path(), Files.readString(ledger.path()).replace("30", "3"));
    RunInfo refused = service().run();
    assertEquals(RunStatus.FAILED, refused.status());
    assertTrue(refused.message().contains("was altered"), refused.message());
  }
}
