package examples.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RareValuesTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new RareValues();
  }

  /** Two of the rows to train on rent; each of the others owns something else. */
  @Override
  protected Map<String, Object> settings() {
    return Map.of("rows", 2);
  }

  private record Setup(Dataset training, Settings settings, long seed) implements TransformSetup {}

  private FittedTransform fitted() {
    return transform().fit(new Setup(training(), Settings.of("test", settings()), 1));
  }

  @Test
  void valuesThatFewTrainingRowsShareAreReplaced() {
    FittedTransform fitted = fitted();
    assertEquals(
        List.of("rent", "own0", "own0", "own0", "rent", "other"),
        fitted.apply(training(), Split.TRAIN).data().values("housing"));
    TransformResult test = fitted.apply(other(), Split.TEST);
    assertEquals(List.of("rent", "other", "other"), test.data().values("housing"));
    assertEquals(2, test.changes().get(0).count());
  }

  @Test
  void groupsLabelsAndNumbersAreLeftAlone() {
    Dataset result = fitted().apply(training(), Split.TRAIN).data();
    for (String column : List.of("sex", "default", "income", "words", "id")) {
      assertEquals(training().values(column), result.values(column));
    }
  }
}
