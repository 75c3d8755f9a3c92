package plugins.explain.internal;

import governance.api.model.Batch;
import governance.api.model.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Texts of given lengths; the first and last token of a text are special when it has more than two.
 *
 * @param lengths number of tokens of each text
 */
record PlainBatch(int... lengths) implements Batch {
  @Override
  public int size() {
    return lengths.length;
  }

  @Override
  public int length() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  @Override
  public List<String> tokens(int index) {
    return Collections.nCopies(lengths[index], "token");
  }

  @Override
  public int[] words(int index) {
    int[] words = new int[lengths[index]];
    Arrays.setAll(words, i -> i == 0 || i == words.length - 1 ? -1 : i - 1);
    return words;
  }

  @Override
  public Tensor mask() {
    throw new UnsupportedOperationException("the model masks");
  }
}
