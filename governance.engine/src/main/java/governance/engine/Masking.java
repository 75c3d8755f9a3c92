package governance.engine;

/**
 * How a masked language model hides places (Devlin et al. 2019, section 3.1): of the chosen pieces
 * 80 % become the mask token, 10 % a random piece of the vocabulary, 10 % stay.
 *
 * @param mask id of the mask token
 * @param vocabulary number of word pieces that random ones are drawn from
 * @param share of the pieces of a text that are chosen, above 0 and below 1; special tokens are
 *     never chosen, and at least one piece is
 * @param wholeWords whether all pieces of a word are chosen together
 */
public record Masking(int mask, int vocabulary, double share, boolean wholeWords) {
  /** Checks the ranges. */
  public Masking {
    boolean right = mask >= 0 && mask < vocabulary && share > 0 && share < 1;
    if (!right) {
      throw new IllegalArgumentException(
          "masking of %s of %d pieces with token %d".formatted(share, vocabulary, mask));
    }
  }
}
