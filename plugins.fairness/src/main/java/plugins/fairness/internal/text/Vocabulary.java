package plugins.fairness.internal.text;

import governance.api.model.QueryableModel;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How well the model's pieces cover a suite. A model whose vocabulary is of another language spells
 * words letter by letter or does not know them, and then says nothing about the suite.
 */
final class Vocabulary {
  private static final Set<String> UNKNOWN = Set.of("[UNK]", "<unk>");
  private static final double MOST_UNKNOWN = 0.2;
  private static final double MOST_PIECES = 3;

  /** Enough texts to tell. */
  private static final int LOOKED_AT = 2000;

  private Vocabulary() {}

  static boolean unknown(String piece) {
    return UNKNOWN.contains(piece);
  }

  /** Checks texts that are not asked for by pieces; returns what a reader should know. */
  static String check(QueryableModel model, List<String> texts) throws NotDefinedException {
    List<String> some = texts.subList(0, Math.min(LOOKED_AT, texts.size()));
    return check(some, model.pieces(some));
  }

  /**
   * Checks texts.
   *
   * @return what a reader should know, in a sentence
   * @throws NotDefinedException if the suite's language does not seem to be the model's
   */
  static String check(List<String> texts, List<List<String>> pieces) throws NotDefinedException {
    long words = texts.stream().mapToLong(text -> text.strip().split("\\s+").length).sum();
    long all = pieces.stream().mapToLong(List::size).sum();
    long unknown = pieces.stream().flatMap(List::stream).filter(Vocabulary::unknown).count();
    double share = all == 0 ? 1 : (double) unknown / all;
    double each = (double) all / Math.max(1, words);
    if (share > MOST_UNKNOWN || each > MOST_PIECES) {
      throw new NotDefinedException(
          String.format(
              Locale.ROOT,
              "The suite's language does not seem to be the model's: %.0f %% of the pieces are"
                  + " unknown to its vocabulary, and a word takes %.1f pieces (allowed: %.0f %% and"
                  + " %.0f). Name a suite in the model's language by the setting file.",
              100 * share,
              each,
              100 * MOST_UNKNOWN,
              MOST_PIECES));
    }
    return String.format(
        Locale.ROOT, "%.1f pieces a word, %.1f %% of them unknown", each, 100 * share);
  }
}
