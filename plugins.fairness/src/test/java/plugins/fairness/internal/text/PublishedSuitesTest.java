package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.data.DataFolder;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published files are read whole; counts are those of their papers and cards. */
class PublishedSuitesTest {
  private final String folder = System.getenv("GOVERNANCE_DATA");
  private final DataFolder data = () -> Optional.of(Path.of(folder));

  @BeforeEach
  void real() {
    assumeTrue(folder != null, "GOVERNANCE_DATA is not set: published suites are not read");
  }

  private MetricResult examine(ModelMetric metric) {
    MetricResult result = new ScriptedModel().examine(metric, Map.of());
    assertTrue(result.defined(), result.note());
    return result;
  }

  @Test
  void crowsPairs() {
    MetricResult result = examine(new CrowsPairs(data));
    assertTrue(result.note().contains(" of 1508 pairs"), result.note());
    assertEquals(9, result.groups().stream().filter(g -> g.column().equals("bias type")).count());
  }

  @Test
  void winoBias() {
    assertEquals(1584, examine(new WinoBiasFlips(data)).n());
    MetricResult pronouns = examine(new WinoBiasPronouns(data));
    assertTrue(pronouns.n() > 1550, pronouns.note());
    assertEquals(
        40, pronouns.groups().stream().filter(g -> g.column().equals("occupation")).count());
  }

  @Test
  void gap() {
    MetricResult result = examine(new GapNameChoice(data));
    assertTrue(result.note().contains(" of 2000 passages"), result.note());
    assertTrue(result.n() > 1700, result.note());
  }

  @Test
  void identityTemplates() {
    MetricResult result = examine(new IdentityTermBias(data));
    assertEquals(76_564, result.n());
    long terms = result.groups().stream().filter(g -> g.column().equals("subgroup AUC")).count();
    assertEquals(50, terms, result.note());
    assertTrue(examine(new TokenGap(data)).n() > 700);
  }

  @Test
  void holisticBias() {
    assertEquals(583L * 26, examine(new DescriptorShift(data)).n());
  }
}
