package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReweighingTest {
  private static final Column SEX = new Column("sex", ValueType.STRING, Role.PROTECTED);
  private static final Column AGE = new Column("age", ValueType.NUMBER, Role.PROTECTED);
  private static final Column LABEL = new Column("label", ValueType.STRING, Role.LABEL);
  private static final Column WEIGHT = new Column("w", ValueType.NUMBER, Role.WEIGHT);

  @Test
  void givesTheWeightsOfAif360OnAdult() {
    JsonObject oracle = Oracle.named(ReweighingTest.class, "adult_train_reweighing_by_sex");
    JsonObject cells = oracle.getAsJsonObject("inputs").getAsJsonObject("counts");
    List<String> groups = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String cell : cells.keySet()) {
      String[] parts = cell.split("_income");
      groups.addAll(Collections.nCopies(cells.get(cell).getAsInt(), parts[0]));
      labels.addAll(Collections.nCopies(cells.get(cell).getAsInt(), parts[1]));
    }
    Dataset adult = Dataset.of(new Schema(List.of(SEX, LABEL)), List.of(groups, labels));
    Dataset weighed = fit(adult, Settings.EMPTY).apply(adult, Split.TRAIN).data();
    double[] favoured = new double[2];
    double[] all = new double[2];
    for (int row = 0; row < adult.size(); row++) {
      String cell = adult.string("sex", row) + "_income" + adult.string("label", row);
      double weight = weighed.number("weight", row);
      assertEquals(oracle.getAsJsonObject("expected").get(cell).getAsDouble(), weight, 1e-12);
      int sex = cell.startsWith("sex1") ? 1 : 0;
      all[sex] += weight;
      favoured[sex] += cell.endsWith("0") ? weight : 0;
    }
    assertEquals(favoured[0] / all[0], favoured[1] / all[1], 1e-9, "label and sex independent");
    assertEquals(adult.size(), all[0] + all[1], 1e-6, "total weight is kept");
  }

  @Test
  void combinesColumnsAndMultipliesPresentWeights() {
    Dataset data = people();
    Dataset weighed = fit(data, Settings.EMPTY).apply(data, Split.TRAIN).data();
    for (int row = 0; row < 5; row++) {
      assertEquals(naive(data, row, "sex", "age"), weighed.number("w", row), 1e-12);
    }
    assertEquals(7, weighed.number("w", 5), "a row without sex keeps its weight");
    Settings sexOnly = Settings.of("test", Map.of("columns", List.of("sex")));
    Dataset bySex = fit(data, sexOnly).apply(data, Split.TRAIN).data();
    assertEquals(naive(data, 0, "sex"), bySex.number("w", 0), 1e-12);
  }

  /** The definition with sums over rows, without the row whose sex is missing. */
  private static double naive(Dataset data, int row, String... columns) {
    double total = 0;
    double group = 0;
    double label = 0;
    double both = 0;
    for (int other = 0; other < 5; other++) {
      int r = other;
      double weight = data.number("w", other);
      boolean sameGroup =
          Arrays.stream(columns)
              .allMatch(c -> data.values(c).get(r).equals(data.values(c).get(row)));
      boolean sameLabel = data.string("label", other).equals(data.string("label", row));
      total += weight;
      group += sameGroup ? weight : 0;
      label += sameLabel ? weight : 0;
      both += sameGroup && sameLabel ? weight : 0;
    }
    return data.number("w", row) * (group / total) * (label / total) / (both / total);
  }

  @Test
  void changesTheTrainingSplitOnly() {
    Dataset data = people();
    FittedTransform fitted = fit(data, Settings.EMPTY);
    assertSame(data, fitted.apply(data, Split.TEST).data());
    assertTrue(fitted.apply(data, Split.VALIDATION).changes().isEmpty());
    TransformResult trained = fitted.apply(data, Split.TRAIN);
    assertEquals(ChangeType.ALTERED, trained.changes().get(0).type());
    assertTrue(fitted.state().contains("sex=f, age=30.0, label=no: "), fitted.state());
    assertEquals(fitted.state(), fit(data, Settings.EMPTY).state());
  }

  @Test
  void saysWhatIsMissing() {
    Dataset unlabelled = Dataset.of(new Schema(List.of(SEX)), List.of(List.of("f")));
    Dataset unprotected = Dataset.of(new Schema(List.of(LABEL)), List.of(List.of("f")));
    Column taken = new Column("weight", ValueType.STRING, Role.FEATURE);
    Dataset clash =
        Dataset.of(
            new Schema(List.of(SEX, LABEL, taken)),
            List.of(List.of("f"), List.of("y"), List.of("")));
    for (Dataset bad : List.of(unlabelled, unprotected, clash)) {
      assertThrows(GovernanceException.class, () -> fit(bad, Settings.EMPTY));
    }
    Settings race = Settings.of("test", Map.of("columns", List.of("race")));
    GovernanceException e = assertThrows(GovernanceException.class, () -> fit(people(), race));
    assertTrue(e.getMessage().contains("[sex, age]"), e.getMessage());
  }

  private static Dataset people() {
    return Dataset.of(
        new Schema(List.of(SEX, AGE, LABEL, WEIGHT)),
        List.of(
            Arrays.asList("f", "f", "m", "m", "m", null),
            List.of(30.0, 30.0, 30.0, 40.0, 30.0, 30.0),
            List.of("yes", "no", "yes", "yes", "no", "no"),
            List.of(1.0, 2.0, 3.0, 1.0, 0.5, 7.0)));
  }

  @Test
  void aGroupOfOneMemberAndAThousandGroupsGetTheirFactor() {
    Dataset many = People.thousandGroups();
    Dataset weighed = fit(many, Settings.EMPTY).apply(many, Split.TRAIN).data();
    double[] weights = weighed.weights("weight");
    assertEquals(500.0 / many.size(), weights[0], 1e-12, "P(g) P(y) / P(g, y) = P(y)");
    for (double weight : weights) {
      assertTrue(weight > 0 && Double.isFinite(weight));
    }
  }

  private static FittedTransform fit(Dataset training, Settings settings) {
    return new Reweighing().fit(Setup.of(training, settings.values()));
  }
}
