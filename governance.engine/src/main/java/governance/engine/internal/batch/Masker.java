package governance.engine.internal.batch;

import governance.engine.Encoded;
import governance.engine.Masking;
import governance.engine.internal.train.StepSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Hides places of texts. What is hidden follows from a seed and a number alone. */
public final class Masker {
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.9;

  private final Masking masking;

  /** Hides places in this way. */
  public Masker(Masking masking) {
    this.masking = masking;
  }

  /**
   * Hides places of a text. Words are drawn without replacement; one that would exceed the share is
   * left out, as in BERT's whole-word masking.
   *
   * @param seed seed of a step, or of an evaluation
   * @param row number of the text
   */
  public Masked mask(Encoded text, long seed, int row) {
    SplittableRandom random = new SplittableRandom(StepSeed.of(seed, row));
    List<int[]> words = words(text);
    int pieces = words.stream().mapToInt(w -> w[1] - w[0]).sum();
    int most = Math.max(1, (int) Math.round(masking.share() * pieces));
    int[] chosen = new int[pieces];
    int count = 0;
    for (int left = words.size(); left > 0 && count < most; left--) {
      int at = random.nextInt(left);
      int[] word = words.get(at);
      words.set(at, words.get(left - 1));
      if (count == 0 || count + word[1] - word[0] <= most) {
        for (int i = word[0]; i < word[1]; i++) {
          chosen[count++] = i;
        }
      }
    }
    int[] places = Arrays.copyOf(chosen, count);
    Arrays.sort(places);
    return hidden(text, places, random);
  }

  /** Ranges of pieces that are hidden together: from, to. */
  private List<int[]> words(Encoded text) {
    List<int[]> words = new ArrayList<>();
    int[] number = text.words();
    for (int from = 0; from < number.length; ) {
      int to = from + 1;
      while (masking.wholeWords() && to < number.length && number[to] == number[from]) {
        to++;
      }
      if (number[from] >= 0) {
        words.add(new int[] {from, to});
      }
      from = to;
    }
    return words;
  }

  private Masked hidden(Encoded text, int[] places, SplittableRandom random) {
    int[] ids = text.ids().clone();
    int[] originals = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      originals[i] = ids[places[i]];
      double draw = random.nextDouble();
      if (draw < MASKED) {
        ids[places[i]] = masking.mask();
      } else if (draw < REPLACED) {
        ids[places[i]] = random.nextInt(masking.vocabulary());
      }
    }
    Encoded input = new Encoded(ids, text.words(), text.tokens(), text.lost());
    return new Masked(input, places, originals);
  }
}
