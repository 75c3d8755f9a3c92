package governance.engine;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Scores pieces of texts at hidden places by a masked language model. Used by the model's thread.
 */
@ProviderType
public interface ClozeScorer extends AutoCloseable {
  /**
   * Returns the natural logarithm of the probability of the pieces that stand at the hidden places
   * of each text; the places of one text are hidden together. Texts of like length are computed
   * together, and the order of the result is that of the texts.
   *
   * @param texts encoded texts; one that is asked for several times stands there several times
   * @param places indices of pieces of each text, ascending, at least one and no special token
   */
  List<double[]> scores(List<Encoded> texts, List<int[]> places);

  /**
   * Returns the rank of the pieces that stand at the hidden places among all pieces of the
   * vocabulary, 1 for the most probable; pieces that are as probable share the best rank. Otherwise
   * as {@link #scores}.
   */
  List<int[]> ranks(List<Encoded> texts, List<int[]> places);

  @Override
  void close();
}
