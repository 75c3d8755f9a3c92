package plugins.fairness.internal.transform.ranker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.regression.SparseRows;
import plugins.fairness.internal.transform.Setup;

class RankerTest {
  @Test
  void givesTheProbabilitiesOfScikitLearn() {
    JsonObject peer = Oracle.peers(Setup.class, "softmax").get(0).getAsJsonObject();
    double[][] x = Oracle.as(peer.get("x"), double[][].class);
    List<List<?>> columns = new ArrayList<>();
    List<Column> declared = new ArrayList<>();
    for (int c = 0; c < x[0].length; c++) {
      int at = c;
      columns.add(Arrays.stream(x).map(row -> (Object) row[at]).toList());
      declared.add(new Column("x" + c, ValueType.NUMBER, Role.FEATURE));
    }
    Dataset data = Dataset.of(new Schema(declared), columns);
    int[] labels = Oracle.as(peer.get("y"), int[].class);
    double[] weights = Oracle.as(peer.get("w"), double[].class);
    double[][] found = Ranker.fit(data, labels, 3, weights, "test").probabilities(data);
    double[][] expected = Oracle.as(peer.get("p"), double[][].class);
    for (int row = 0; row < expected.length; row++) {
      assertArrayEquals(expected[row], found[row], 1e-3, "row " + row);
    }
  }

  @Test
  void readsWordsValuesAndNumbers() {
    Dataset data =
        Dataset.of(
            new Schema(
                List.of(
                    new Column("text", ValueType.STRING, Role.TEXT),
                    new Column("home", ValueType.STRING, Role.FEATURE),
                    new Column("age", ValueType.NUMBER, Role.FEATURE),
                    new Column("sex", ValueType.STRING, Role.PROTECTED))),
            List.of(
                Arrays.asList("Good good day", "a good night", null),
                Arrays.asList("rent", null, "own"),
                List.of(1.0, 3.0, Double.NaN),
                List.of("f", "m", "f")));
    Features features = new Features(data);
    assertEquals(4, features.width(), "rent, own, age, good; nothing of sex");
    SparseRows rows = features.of(data);
    assertArrayEquals(new int[] {1, 2, 3}, rows.columns()[0]);
    assertArrayEquals(new double[] {1, -1, 1}, rows.values()[0]);
    assertArrayEquals(new int[] {0}, rows.columns()[2]);
  }
}
