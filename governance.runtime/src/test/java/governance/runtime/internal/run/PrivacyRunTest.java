package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.privacy.PrivacyAccount;
import governance.api.privacy.PrivacyBound;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run with noise tells of its privacy. */
class PrivacyRunTest {
  @TempDir Path out;

  /** Each step costs a hundredth. */
  static final class Noise implements GradientPolicy {
    private final NoiseSource source;

    Noise(NoiseSource source) {
      this.source = source;
    }

    @Override
    public GradientPlan plan(PolicySetup setup) {
      return new GradientPlan(Clipping.PER_SAMPLE, 0.5, 2, Sampling.POISSON, source);
    }

    @Override
    public Map<String, Double> spent(PolicySetup setup, long steps) {
      return Map.of("epsilon", steps / 100.0);
    }

    @Override
    public Optional<PrivacyAccount> account(PolicySetup setup, long steps) {
      PrivacyBound epsilon = new PrivacyBound(steps / 200.0, steps / 100.0);
      return Optional.of(new PrivacyAccount("hundredths", epsilon, 1e-5));
    }
  }

  private Runs runs(Specs specs, NoiseSource source) {
    Runs runs = Runs.sequences(specs.policy("g.noise"));
    runs.registry.add(Kind.GRADIENT_POLICY, "g.noise", new Noise(source));
    return runs;
  }

  private Path run(Specs specs, NoiseSource source) throws Exception {
    RunInfo run = TestService.over(runs(specs, source), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    ReportSchemaTest.fits(run.evidence().resolve("report.json"));
    return run.evidence();
  }

  @Test
  void tellsWhatTheStepsDoneHaveCost() throws Exception {
    Map<String, Object> told =
        JsonReader.file(run(new Specs(), NoiseSource.CRYPTOGRAPHIC).resolve("privacy.json"));
    assertEquals("g.noise", told.get("policy"));
    assertEquals(true, told.get("private"));
    assertEquals(120L, told.get("rows"));
    assertEquals(8.0 / 120, told.get("rate"));
    assertEquals(30L, told.get("steps"));
    assertEquals(0.3, told.get("epsilon"));
    assertEquals(0.15, told.get("epsilonLower"));
    assertEquals("hundredths", told.get("accountant"));
    List<?> course = (List<?>) told.get("course");
    assertEquals(0.15, ((Map<?, ?>) course.get(0)).get("epsilon"));
    assertEquals(2, course.size());
    assertEquals(List.of(), told.get("warnings"));
  }

  @Test
  void accountsForTheStepsBeforeEarlyStoppingAndForThosePlanned() throws Exception {
    Specs specs = new Specs().epochs(6).earlyStopping("test.accuracy", 1, 0.5);
    Map<String, Object> told =
        JsonReader.file(run(specs, NoiseSource.CRYPTOGRAPHIC).resolve("privacy.json"));
    long done = (Long) told.get("steps");
    assertTrue(done < 90, done + " steps");
    assertEquals(true, told.get("endedEarly"));
    assertEquals(done / 100.0, told.get("epsilon"));
    assertEquals(0.9, told.get("epsilonPlanned"));
    assertTrue(told.get("notCovered").toString().contains("Early stopping"), told::toString);
  }

  @Test
  void marksSeededNoiseAsNotPrivateEverywhere() throws Exception {
    Path evidence = run(new Specs(), NoiseSource.SEEDED);
    Map<String, Object> told = JsonReader.file(evidence.resolve("privacy.json"));
    assertEquals(false, told.get("private"));
    assertTrue(told.get("warnings").toString().contains("NOT PRIVATE"), told::toString);
    Map<?, ?> card = (Map<?, ?>) JsonReader.file(evidence.resolve("report.json")).get("modelCard");
    assertTrue(card.get("limitations").toString().contains("NOT PRIVATE"), card::toString);
    assertTrue(card.get("privacy").toString().contains("NOT PRIVATE"), card::toString);
  }

  @Test
  void tellsNothingWithoutNoise() throws Exception {
    RunInfo run = TestService.over(Runs.sequences(new Specs()), out).run();
    assertFalse(Files.exists(run.evidence().resolve("privacy.json")));
  }

  @Test
  void refusesWeightsAndModelsThatLookPastTheNoise() throws Exception {
    Runs runs =
        runs(new Specs().reference(), NoiseSource.CRYPTOGRAPHIC)
            .penalty("p.rows", new Weight.Target(0.1), batch -> FakeTensors.tensor(0.1));
    TestService service = TestService.over(runs, out);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    List<String> subjects =
        service.service().problems(run.id()).stream().map(p -> p.subject()).toList();
    assertEquals(List.of("penalty p.rows", "penalty p.rows", "evaluation.reference"), subjects);
  }
}
