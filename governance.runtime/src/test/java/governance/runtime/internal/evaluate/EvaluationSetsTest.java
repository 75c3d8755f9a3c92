package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.evaluate.EvaluationSet;
import governance.engine.Predictions;
import governance.runtime.internal.data.DataPreparation;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.WordTokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationSetsTest {
  private static PreparedData data() {
    String[] lines =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> i == 0 ? "text,age,note,label" : "case " + i + "," + i + ",," + i % 2)
            .toArray(String[]::new);
    Specs specs =
        new Specs().role("text", Role.TEXT).role("label", Role.LABEL).role("note", Role.IGNORED);
    return new DataPreparation(specs.build(), specs.plan(lines[0]))
        .prepare(MemorySource.of(lines), new WordTokenizer());
  }

  /** Metrics see all columns, those that the model does not read included. */
  @Test
  void everyColumnCanBeSeenBesideThePredictions() {
    PreparedData data = data();
    ModelRows rows = data.split(Split.TEST);
    Predictions given = new Predictions(new float[rows.size()][2], null);
    EvaluationSet drawn =
        EvaluationSets.of(data.classes(), rows, null, given).withWeights(new double[rows.size()]);
    assertEquals(Set.of("text", "age", "note", "label"), Set.copyOf(drawn.columns()));
    for (int row = 0; row < rows.size(); row++) {
      assertEquals(rows.texts().get(row), drawn.column("text").get(row));
      assertEquals("case " + drawn.column("age").get(row), drawn.column("text").get(row));
    }
    assertEquals(Arrays.asList(new String[rows.size()]), drawn.column("note"));
    assertThrows(NoSuchElementException.class, () -> drawn.column("none"));
    assertEquals(List.of("0", "1"), drawn.classes());
  }
}
