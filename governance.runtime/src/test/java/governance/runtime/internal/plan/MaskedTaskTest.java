package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.data.Role;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fills in hidden places needs no labels, and refuses what judges classes. */
class MaskedTaskTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
    Metric metric = (set, s) -> MetricResult.of(1, Direction.LOWER_IS_BETTER, 1);
    fixture.fakes.add(Kind.METRIC, "x.loss", () -> metric).tasks("MASKED_LANGUAGE_MODEL");
    fixture.file("notes.csv", "text,label\none,a\ntwo,b\n");
  }

  private Resolution plan(String more) {
    return fixture.planFile(
        "{\"task\": \"masked-language-model\", \"data\": {\"file\": \"notes.csv\","
            + " \"label\": null, \"columns\": {\"text\": \"text\", \"label\": \"label\"}}"
            + more
            + "}");
  }

  @Test
  void labelsAreLeftOut() {
    Resolution resolution = plan(", \"metrics\": [\"x.loss\"]");
    assertEquals(List.of(), resolution.plan().problems());
    assertEquals(1, resolution.data().orElseThrow().schema().with(Role.IGNORED).size());
  }

  @Test
  void whatJudgesClassesIsRefusedInOneProblem() {
    Resolution resolution =
        plan(
            ", \"metrics\": [\"quality.accuracy\", \"x.loss\"],"
                + " \"penalties\": [\"privacy.representation-norm\"],"
                + " \"explainers\": [\"explain.integrated-gradients\"]");
    List<Problem> problems = resolution.plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    String message = problems.get(0).message();
    assertTrue(message.contains("is masked-language-model, and"), message);
    assertTrue(message.contains("cannot be used there"), message);
  }

  @Test
  void whatIsMadeForItIsRefusedElsewhere() {
    List<Problem> problems =
        fixture.plan("finance", "metrics", "[\"x.loss\"]", "gates", "[]").plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).message().contains("x.loss"), problems.toString());
  }

  @Test
  void aFolderBringsItsOwnWeightsAndTokenizer() {
    Resolution resolution =
        plan(
            ", \"model\": {\"folder\": \"m\", \"vocabulary\": \"v\", \"start\": \"co-occurrence\"}");
    String all = resolution.plan().problems().toString();
    assertTrue(all.contains("model.vocabulary") && all.contains("model.start"), all);
  }
}
