package plugins.fairness.internal.transform;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import plugins.fairness.internal.transform.ranker.Ranker;

/**
 * A logistic regression of income on the features of AIF360's load_preproc_data_adult: decades of
 * age, years of education in classes, race and sex; 70 % of all rows to learn from, by chance.
 */
record AdultModel(Dataset training, Dataset test) {
  private static final String FOLDER = "finance/adult-income/adult.";

  static AdultModel read() throws IOException {
    List<List<Object>> columns = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      columns.add(new ArrayList<>());
    }
    for (String part : List.of("train.csv.gz", "test.csv.gz")) {
      for (Map<String, String> row : RealData.table(FOLDER + part, ',')) {
        String sex = row.get("sex").strip().equals("Male") ? "m" : "f";
        int decade = Math.min(70, Integer.parseInt(row.get("age").strip()) / 10 * 10);
        int years = Integer.parseInt(row.get("education-num").strip());
        columns.get(0).add("age " + decade);
        columns.get(1).add(years < 6 ? "<6" : years > 12 ? ">12" : "" + years);
        columns.get(2).add(row.get("race").strip().equals("White") ? "white" : "other");
        columns.get(3).add(sex);
        columns.get(4).add(sex);
        columns.get(5).add(row.get("income").strip().startsWith(">50K") ? "1" : "0");
      }
    }
    List<Column> declared = new ArrayList<>();
    for (String name : List.of("age", "education", "race", "sex read")) {
      declared.add(new Column(name, ValueType.STRING, Role.FEATURE));
    }
    declared.add(new Column("sex", ValueType.STRING, Role.PROTECTED));
    declared.add(new Column("label", ValueType.STRING, Role.LABEL));
    Dataset all = Dataset.of(new Schema(declared), columns);
    List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
    Collections.shuffle(order, new Random(1));
    int[] rows = order.stream().mapToInt(i -> i).toArray();
    int cut = rows.length * 7 / 10;
    return new AdultModel(
        all.select(Arrays.copyOf(rows, cut)),
        all.select(Arrays.copyOfRange(rows, cut, rows.length)));
  }

  /** The rate of the favourable class among women minus that among men. */
  double meanDifference() {
    double[] rate = rate(training, row -> training.string("label", row).equals("1"));
    return rate[0] - rate[1];
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds(int row);
  }

  private static double[] rate(Dataset data, Condition condition) {
    double[] sum = new double[4];
    for (int row = 0; row < data.size(); row++) {
      int sex = data.string("sex", row).equals("m") ? 1 : 0;
      sum[sex] += condition.holds(row) ? 1 : 0;
      sum[2 + sex]++;
    }
    return new double[] {sum[0] / sum[2], sum[1] / sum[3]};
  }

  /** AIF360's figures of the test rows, women against men. */
  Map<String, Double> figures(boolean reweighed, double threshold) {
    Dataset learnt =
        reweighed
            ? new Reweighing().fit(Setup.of(training, Map.of())).apply(training, Split.TRAIN).data()
            : training;
    int[] labels = labels(training);
    Ranker ranker = Ranker.fit(training, labels, 2, learnt.weights("weight"), "test");
    double[][] scores = ranker.probabilities(test);
    int[] truth = labels(test);
    double[][][] n = new double[2][2][2];
    double benefits = 0;
    for (int row = 0; row < truth.length; row++) {
      int decided = scores[row][1] > threshold ? 1 : 0;
      n[test.string("sex", row).equals("m") ? 1 : 0][truth[row]][decided]++;
      benefits += 1 + decided - truth[row];
    }
    double mean = benefits / truth.length;
    double theil = 0;
    for (int row = 0; row < truth.length; row++) {
      double benefit = (1 + (scores[row][1] > threshold ? 1 : 0) - truth[row]) / mean;
      theil += benefit == 0 ? 0 : benefit * Math.log(benefit) / truth.length;
    }
    double[] selected = new double[2];
    double[] hits = new double[2];
    double[] alarms = new double[2];
    for (int s = 0; s < 2; s++) {
      hits[s] = n[s][1][1] / (n[s][1][0] + n[s][1][1]);
      alarms[s] = n[s][0][1] / (n[s][0][0] + n[s][0][1]);
      double all = Arrays.stream(n[s]).flatMapToDouble(Arrays::stream).sum();
      selected[s] = (n[s][0][1] + n[s][1][1]) / all;
    }
    double found = (n[0][1][1] + n[1][1][1]) / IntStream.of(truth).sum();
    double spared = (n[0][0][0] + n[1][0][0]) / (truth.length - IntStream.of(truth).sum());
    return Map.of(
        "balanced_accuracy",
        (found + spared) / 2,
        "SPD",
        selected[0] - selected[1],
        "DI",
        selected[0] / selected[1],
        "EOD",
        hits[0] - hits[1],
        "AOD",
        (hits[0] - hits[1] + alarms[0] - alarms[1]) / 2,
        "theil",
        theil);
  }

  private static int[] labels(Dataset data) {
    return data.values("label").stream().mapToInt(l -> l.equals("1") ? 1 : 0).toArray();
  }
}
