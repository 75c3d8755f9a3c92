package governance.runtime.internal.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a tuned model is to predict.
 *
 * @param evidence the folder of the run that tuned it
 * @param data name of a data set, or a file
 * @param format id of the data source that reads the file, or empty to choose
 * @param ruled whether the run's decision rule decides
 * @param kept columns of the data that are copied beside the predictions
 */
public record PredictRequest(
    Path evidence, String data, Optional<String> format, boolean ruled, List<String> kept) {
  /** Copies the list. */
  public PredictRequest {
    kept = List.copyOf(kept);
  }
}
