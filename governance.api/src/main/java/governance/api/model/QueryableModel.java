package governance.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model that answers for texts: in inference mode, without gradients. The same texts get the same
 * answers, up to rounding whatever they are asked together with. A text that is longer than the
 * run's greatest length is cut, as in training. Lives as long as the call it was handed to; not
 * safe for use by several threads.
 *
 * @since 1.1
 */
@ProviderType
public interface QueryableModel {
  /** Returns what the model predicts. */
  Task task();

  /** Returns the names of the classes. */
  List<String> classes();

  /**
   * Returns the probability of each class, {@code [text][class]}.
   *
   * @throws IllegalStateException if the task is not sequence classification
   */
  double[][] probabilities(List<String> texts);

  /**
   * Returns the probability of each class for each word, {@code [word][class]} for each text; a
   * word that did not fit is missing at the end.
   *
   * @param texts texts that are split into words
   * @throws IllegalStateException if the task is not token classification
   */
  List<double[][]> wordProbabilities(List<List<String>> texts);

  /**
   * Returns the logarithm of the probability of each piece of a text when it alone is hidden; their
   * sum is the pseudo-log-likelihood (Salazar et al. 2020, equation 1). Costs as many passes as the
   * texts have pieces.
   *
   * @throws IllegalStateException if {@link #clozeProblem()} names a reason
   */
  List<PieceScores> pieceScores(List<String> texts);

  /**
   * Returns why pieces at hidden places cannot be scored ({@link #pieceScores}, {@link
   * #clozeScores}), in a sentence without a full stop; empty if they can. A masked language model
   * is scored as it is. A model that classifies is scored by its encoder as it is now and the
   * masked head of the folder that it began with, which was not tuned with it; the decoder is the
   * encoder's own table of word embeddings.
   */
  default Optional<String> clozeProblem() {
    return Optional.of("the model does not score hidden places");
  }

  /**
   * Returns the pieces of each text as the tokenizer writes them, without special tokens. A text is
   * cut where the model's window ends, not at the run's greatest length.
   */
  default List<List<String>> pieces(List<String> texts) {
    throw new IllegalStateException("the model does not give its pieces");
  }

  /**
   * Returns for each text with hidden pieces the natural logarithm of the probability of each of
   * them; those of one text are hidden together. Asked for many at once it computes texts of like
   * length together.
   *
   * @throws IllegalStateException if {@link #clozeProblem()} names a reason
   * @throws IllegalArgumentException if a text has no such piece
   */
  default List<double[]> clozeScores(List<Cloze> clozes) {
    throw new IllegalStateException(clozeProblem().orElse(""));
  }

  /**
   * Returns for each text with hidden pieces the rank of each of them among all pieces of the
   * vocabulary: 1 for the piece that the model would put there. Those of one text are hidden
   * together; pieces that are as probable share the best rank.
   *
   * @throws IllegalStateException if {@link #clozeProblem()} names a reason
   * @throws IllegalArgumentException if a text has no such piece
   */
  default List<int[]> clozeRanks(List<Cloze> clozes) {
    throw new IllegalStateException(clozeProblem().orElse("the model does not rank pieces"));
  }

  /**
   * A text of which some pieces are hidden.
   *
   * @param text the whole text
   * @param hidden indices in the text's {@link #pieces}, ascending, at least one
   */
  record Cloze(String text, List<Integer> hidden) {
    /** Copies the list and checks it. */
    public Cloze {
      hidden = List.copyOf(hidden);
      if (hidden.isEmpty()) {
        throw new IllegalArgumentException("no hidden piece in: " + text);
      }
    }
  }

  /**
   * The pieces of one text.
   *
   * @param pieces word pieces without special tokens, as the tokenizer writes them
   * @param logProbabilities natural logarithm of the probability of each, at most 0
   */
  record PieceScores(List<String> pieces, double[] logProbabilities) {
    /** Copies the list and checks that lengths agree. */
    public PieceScores {
      pieces = List.copyOf(pieces);
      if (pieces.size() != logProbabilities.length) {
        throw new IllegalArgumentException(
            pieces.size() + " pieces and " + logProbabilities.length + " values");
      }
    }

    /** Returns the sum over all pieces. */
    public double sum() {
      return Arrays.stream(logProbabilities).sum();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PieceScores p
          && pieces.equals(p.pieces)
          && Arrays.equals(logProbabilities, p.logProbabilities);
    }

    @Override
    public int hashCode() {
      return 31 * pieces.hashCode() + Arrays.hashCode(logProbabilities);
    }
  }
}
