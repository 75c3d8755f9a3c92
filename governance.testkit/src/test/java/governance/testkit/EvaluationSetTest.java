package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Columns of an evaluation set, and predictions put in the place of others. */
class EvaluationSetTest {
  private static EvaluationSet.Builder rows(int rows) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .labels(new int[rows])
        .predictions(new int[rows]);
  }

  @Test
  void numbersAreReadFromTexts() {
    EvaluationSet set = rows(4).column("age", Arrays.asList("31", null, "4.5", "old")).build();
    double[] expected = {31, Double.NaN, 4.5, Double.NaN};
    assertArrayEquals(expected, set.numbers("age"));
    assertThrows(NoSuchElementException.class, () -> set.numbers("none"));
  }

  /** A metric over millions of rows, computed again for each draw, makes its column once. */
  @Test
  void aNumericColumnIsMadeOnceForAllDraws() {
    int rows = 2_000_000;
    AtomicInteger made = new AtomicInteger();
    EvaluationSet set =
        rows(rows)
            .column("age", Collections.nCopies(rows, "7"))
            .numbers(
                "age",
                () -> {
                  made.incrementAndGet();
                  double[] all = new double[rows];
                  Arrays.fill(all, 7);
                  return all;
                })
            .build();
    double[] first = set.numbers("age");
    double sum = 0;
    for (int draw = 0; draw < 20; draw++) {
      double[] values = set.withWeights(null).numbers("age");
      assertSame(first, values);
      for (double value : values) {
        sum += value;
      }
    }
    assertEquals(20.0 * 7 * rows, sum);
    assertEquals(1, made.get());
  }

  @Test
  void numbersHaveTheLengthOfTheRows() {
    EvaluationSet set = rows(3).numbers("age", () -> new double[2]).build();
    assertThrows(IllegalArgumentException.class, () -> set.numbers("age"));
  }

  @Test
  void predictionsArePutInPlaceOfOthers() {
    EvaluationSet set = EvaluationCase.regular(Task.SEQUENCE_CLASSIFICATION).set();
    int[] ones = new int[set.size()];
    Arrays.fill(ones, 1);
    EvaluationSet other = set.withPredictions(ones);
    assertSame(ones, other.predictions());
    assertSame(set.labels(), other.labels());
    assertSame(set.weights(), other.weights());
    assertSame(set.scores(1), other.scores(1));
    assertEquals(set.groups("sex"), other.groups("sex"));
    ones[3] = 2;
    assertThrows(IllegalArgumentException.class, () -> set.withPredictions(ones));
    assertThrows(IllegalArgumentException.class, () -> set.withPredictions(new int[1]));
  }

  /** The order of scores, say, is made once for all draws, but not what rests on weights. */
  @Test
  void whatWasMadeIsKept() {
    EvaluationSet set = EvaluationCase.regular(Task.SEQUENCE_CLASSIFICATION).set();
    Object made = set.shared("key", Object::new);
    int[] none = new int[set.size()];
    Arrays.fill(none, -1);
    EvaluationSet drawn = set.withWeights(null).withGroups(Map.of("sex", none));
    assertSame(made, drawn.shared("key", Object::new));
    assertSame(none, drawn.groups("sex").index());
    assertEquals(set.groups("sex").names(), drawn.groups("sex").names());
    assertNotSame(made, set.withPredictions(set.predictions()).shared("key", Object::new));
    Object own = set.once("key", Object::new);
    assertSame(own, set.once("key", Object::new));
    assertNotSame(own, set.withWeights(null).once("key", Object::new));
    assertThrows(NoSuchElementException.class, () -> set.withGroups(Map.of("none", none)));
  }

  @Test
  void aNumericColumnOfADataSetIsAnArray() {
    Column age = new Column("age", ValueType.NUMBER, Role.FEATURE);
    Dataset data = Dataset.of(new Schema(List.of(age)), List.of(List.of(1.5, Double.NaN)));
    assertArrayEquals(new double[] {1.5, Double.NaN}, data.numbers("age"));
  }
}
