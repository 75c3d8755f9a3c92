package governance.runtime.internal.predictions;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to take from a file of predictions.
 *
 * @param file a table with a header (.csv, .tsv) or JSON lines (.jsonl, .ndjson), each also with
 *     .gz
 * @param label column of the true class
 * @param prediction column of the predicted class; empty to take it from the scores
 * @param scores columns of probabilities, each {@code column} or {@code class=column}
 * @param protectedAttributes columns, or comparisons, that groups are formed by
 * @param weight column of the rows' weights
 * @param favourable the class that is good for a person
 * @param columns further columns that metrics read, where the file has them
 */
public record PredictionRequest(
    Path file,
    String label,
    Optional<String> prediction,
    List<String> scores,
    List<String> protectedAttributes,
    Optional<String> weight,
    Optional<String> favourable,
    List<String> columns) {
  /** Copies the lists. */
  public PredictionRequest {
    scores = List.copyOf(scores);
    protectedAttributes = List.copyOf(protectedAttributes);
    columns = List.copyOf(columns);
  }
}
