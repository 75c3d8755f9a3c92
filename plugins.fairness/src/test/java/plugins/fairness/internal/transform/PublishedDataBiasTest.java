package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.ValueType;
import governance.testkit.Oracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published figures of the bias in labels, before and after reweighing. */
class PublishedDataBiasTest {
  private static Dataset rows(List<String> groups, List<String> labels) {
    return Dataset.of(
        new Schema(
            List.of(
                new Column("sex", ValueType.STRING, Role.PROTECTED),
                new Column("label", ValueType.STRING, Role.LABEL))),
        List.of(groups, labels));
  }

  /** Rates of the favourable class by group, in alphabetical order of the groups. */
  private static double[] rates(Dataset data, String favourable) {
    Cells cells = new Cells(data, List.of("sex"), "label");
    int index = cells.classes().indexOf(favourable);
    return GroupTable.of(cells, data.weights("weight"), index, 1).rate();
  }

  private static Dataset adult(JsonObject oracle) {
    JsonObject cells = oracle.getAsJsonObject("inputs").getAsJsonObject("counts");
    List<String> groups = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String cell : cells.keySet()) {
      String[] parts = cell.split("_income");
      groups.addAll(Collections.nCopies(cells.get(cell).getAsInt(), parts[0]));
      labels.addAll(Collections.nCopies(cells.get(cell).getAsInt(), parts[1]));
    }
    return rows(groups, labels);
  }

  private static JsonObject oracle(String name) {
    return Oracle.named(PublishedDataBiasTest.class, name);
  }

  @Test
  void parityOfAdult() {
    JsonObject difference = oracle("trustyai.adult_spd");
    double[] rates = rates(adult(difference), "0");
    double tolerance = difference.get("tolerance").getAsDouble();
    assertEquals(difference.get("expected").getAsDouble(), rates[0] - rates[1], tolerance);
    JsonObject ratio = oracle("trustyai.adult_dir").getAsJsonObject("expected");
    assertEquals(ratio.get("exact").getAsDouble(), rates[0] / rates[1], 1e-12);
    assertEquals(ratio.get("published").getAsDouble(), rates[0] / rates[1], 0.01);
  }

  /** The split of the notebook is not known; what holds for any split is 0 after reweighing. */
  @Test
  void germanCreditByAge() throws IOException {
    JsonObject oracle = oracle("aif360.german_age_mean_difference").getAsJsonObject("expected");
    List<String> groups = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    RealData.table("finance/german-credit/german.csv", ',')
        .forEach(
            row -> {
              groups.add(Integer.parseInt(row.get("age")) > 25 ? "old" : "young");
              labels.add(row.get("credit"));
            });
    Dataset data = rows(groups, labels);
    double[] before = rates(data, "1");
    assertEquals(oracle.get("before").getAsDouble(), before[1] - before[0], 0.05);
    Dataset weighed =
        new Reweighing().fit(Setup.of(data, Map.of())).apply(data, Split.TRAIN).data();
    double[] after = rates(weighed, "1");
    assertEquals(oracle.get("after_reweighing").getAsDouble(), after[1] - after[0], 1e-6);
  }

  /** ε = the greatest |ln| of two groups' smoothed rates, of either class (Foulds et al. 2020). */
  @Test
  void differentialFairnessOfAdult() {
    JsonObject oracle = oracle("aif360.adult_differential_fairness");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double data = epsilon(oracle, "dataset_positive");
    double decided = epsilon(oracle, "classifier_positive");
    assertEquals(expected.get("dataset_epsilon").getAsDouble(), data, 1e-12);
    assertEquals(expected.get("classifier_epsilon").getAsDouble(), decided, 1e-12);
    assertEquals(expected.get("bias_amplification").getAsDouble(), decided - data, 1e-12);
  }

  private static double epsilon(JsonObject oracle, String which) {
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    List<String> groups = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String group : inputs.getAsJsonObject("group_rows").keySet()) {
      int all = inputs.getAsJsonObject("group_rows").get(group).getAsInt();
      int positive = inputs.getAsJsonObject(which).get(group).getAsInt();
      groups.addAll(Collections.nCopies(all, group));
      labels.addAll(Collections.nCopies(positive, "1"));
      labels.addAll(Collections.nCopies(all - positive, "0"));
    }
    int[][] counts = new Cells(rows(groups, labels), List.of("sex"), "label").counts();
    double worst = 0;
    for (int[] first : counts) {
      for (int[] second : counts) {
        for (int c = 0; c < 2; c++) {
          double ratio = smoothed(first, c) / smoothed(second, c);
          worst = Math.max(worst, Math.abs(Math.log(ratio)));
        }
      }
    }
    return worst;
  }

  private static double smoothed(int[] counts, int c) {
    return (counts[c] + 0.5) / (counts[0] + counts[1] + 1);
  }

  /**
   * A logistic regression on AIF360's features of Adult, with and without the weights of
   * reweighing, lands in the published bands, and beyond those of the meta classifier.
   */
  @Test
  void reweighingTradesOffAsPublished() throws IOException {
    JsonObject oracle = oracle("aif360.adult_sex_reweighing_tradeoff");
    JsonObject expected = oracle.getAsJsonObject("expected");
    AdultModel adult = AdultModel.read();
    double tolerance = oracle.get("tolerance").getAsDouble();
    assertEquals(
        expected.get("train_mean_difference").getAsDouble(), adult.meanDifference(), tolerance);
    double threshold = oracle.getAsJsonObject("inputs").get("threshold").getAsDouble();
    for (String when : List.of("before", "after")) {
      JsonObject published = expected.getAsJsonObject(when);
      Map<String, Double> found = adult.figures(when.equals("after"), threshold);
      for (String figure : List.of("balanced_accuracy", "SPD", "AOD", "EOD", "theil")) {
        double value = published.get(figure).getAsDouble();
        assertEquals(value, found.get(figure), tolerance, when + " " + figure + " " + found);
      }
      double impact = published.get("DI").getAsDouble();
      assertTrue(found.get("DI") > impact - tolerance, when + " DI " + found);
    }
    Map<String, Double> after = adult.figures(true, threshold);
    JsonObject meta = oracle("aif360.adult_meta_classifier").getAsJsonObject("expected");
    JsonObject met = meta.getAsJsonObject("after");
    assertTrue(after.get("balanced_accuracy") > met.get("balanced_accuracy").getAsDouble() - 0.03);
    assertTrue(after.get("DI") > met.get("DI").getAsDouble() - 0.03, after::toString);
  }
}
