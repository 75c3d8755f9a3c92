package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.runtime.internal.spec.MemorySpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code train.microBatch} and {@code train.activationCheckpointing} are read and planned. */
class MemoryPlanTest {
  private static final String MICRO = "train.microBatch";
  private static final String AGAIN = "train.activationCheckpointing";

  @TempDir Path folder;

  private Resolution plan(long freeMib, String... overrides) {
    return new PlanFixture(folder).free(freeMib << 20).plan("finance", overrides);
  }

  private MemorySpec spec(String... overrides) {
    Resolution resolution = plan(100_000, overrides);
    assertEquals(List.of(), resolution.plan().problems());
    return resolution.spec().orElseThrow().train().memory();
  }

  private String problem(String... overrides) {
    List<Problem> problems = plan(100_000, overrides).plan().problems();
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0).message();
  }

  private MemoryPlan memory(long freeMib, String... overrides) {
    return plan(freeMib, overrides).memory().orElseThrow();
  }

  @Test
  void valuesAreRead() {
    assertEquals(MemorySpec.WHOLE, spec());
    assertEquals(new MemorySpec(4, Checkpointing.ON), spec(MICRO, "4", AGAIN, "true"));
    assertEquals(
        new MemorySpec(TrainingOptions.AUTO, Checkpointing.AUTO),
        spec(MICRO, "auto", AGAIN, "auto"));
    assertEquals(MemorySpec.WHOLE, spec(MICRO, "whole", AGAIN, "false"));
    assertTrue(plan(9, MICRO, "auto").specJson().contains("\"microBatch\": \"auto\""));
    assertTrue(plan(9, MICRO, "4").specJson().contains("\"microBatch\": 4"));
  }

  @Test
  void wrongValuesAreOneClearProblem() {
    assertTrue(problem(MICRO, "small").contains("or auto"), problem(MICRO, "small"));
    assertTrue(problem(MICRO, "-3").contains("whole number"), problem(MICRO, "-3"));
    assertTrue(problem(AGAIN, "yes").contains("true, false or auto"), problem(AGAIN, "yes"));
    String both =
        problem(
            AGAIN,
            "true",
            "train.gradientPolicy.id",
            "privacy.dp-sgd",
            "penalties",
            "[]",
            "evaluation.reference",
            "false");
    assertTrue(both.contains("privacy.dp-sgd"), both);
  }

  @Test
  void thePlanSaysWhatIsComputedAtOnce() {
    String whole = memory(100_000).text();
    assertTrue(whole.startsWith("batches of 16 rows are computed whole: about "), whole);
    assertTrue(whole.contains("97.7 GiB are free here now"), whole);
    String parts = memory(100_000, MICRO, "4", AGAIN, "true").text();
    assertTrue(
        parts.startsWith(
            "batches of 16 rows are computed 4 at once, activations again in backward: about"),
        parts);
    MemoryPlan chosen = memory(12, MICRO, "auto");
    assertTrue(chosen.automatic() && chosen.microBatch() < 16, chosen::toString);
    assertTrue(chosen.text().contains("(chosen anew when training begins)"), chosen.text());
    assertTrue(plan(1, "train.epochs", "0").memory().isEmpty());
  }

  @Test
  void whatMayNotFitIsSaid() {
    assertEquals(List.of(), memory(100_000).warnings());
    List<String> warnings = memory(1).warnings();
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("train.microBatch=auto"), warnings::toString);
    assertTrue(warnings.get(0).contains("train.activationCheckpointing=true"));
  }

  @Test
  void penaltiesOfWholeBatchesMeetParts() {
    List<String> parts = memory(100_000, MICRO, "4").warnings();
    assertEquals(1, parts.size());
    assertTrue(parts.get(0).startsWith("fairness.demographic-parity looks at"), parts::toString);
    assertFalse(parts.get(0).contains("representation-norm"), parts::toString);
    List<String> maybe = memory(100_000, MICRO, "auto").warnings();
    assertTrue(maybe.get(0).startsWith("if batches have to be computed in parts, "));
    assertEquals(List.of(), memory(100_000, MICRO, "16").warnings());
    assertEquals(List.of(), memory(100_000, MICRO, "4", "penalties", "[]").warnings());
  }

  @Test
  void thePlanItselfDoesNotDependOnFreeMemory() {
    assertEquals(plan(1).plan().json(), plan(100_000).plan().json());
  }
}
