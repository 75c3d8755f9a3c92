package governance.testkit;

import governance.api.evaluate.EvaluationSet.Groups;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses rows of a case. */
record Rows(PenaltyCase of, int[] chosen) {
  PenaltyCase named(String name) {
    int size = of.length() * of.hidden();
    double[] embeddings = new double[chosen.length * size];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(of.embeddings(), chosen[i] * size, embeddings, i * size, size);
    }
    Map<String, Groups> groups = new LinkedHashMap<>();
    of.groups().forEach((k, g) -> groups.put(k, new Groups(g.names(), ints(g.index()))));
    Map<String, double[]> columns = new LinkedHashMap<>();
    of.columns().forEach((k, v) -> columns.put(k, doubles(v)));
    return new PenaltyCase(
        name,
        of.task(),
        padded(),
        of.hidden(),
        of.classes(),
        Arrays.stream(chosen).mapToObj(i -> of.labels()[i]).toArray(int[][]::new),
        ints(of.content()),
        groups,
        columns,
        doubles(of.weights()),
        of.favourable(),
        of.parties(),
        embeddings,
        of.classifier());
  }

  /** Lengths of the chosen rows, the longest raised to the case's, so that the layout stays. */
  private int[] padded() {
    int[] lengths = ints(of.lengths());
    if (Arrays.stream(lengths).max().orElse(0) < of.length()) {
      lengths[0] = of.length();
    }
    return lengths;
  }

  private int[] ints(int[] values) {
    return Arrays.stream(chosen).map(i -> values[i]).toArray();
  }

  private double[] doubles(double[] values) {
    return Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray();
  }
}
