package governance.testkit;

import governance.api.model.Batch;
import governance.api.model.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of tokens named by their place, padded, with the word embeddings the model reads. */
record CaseBatch(int[] lengths, int length, Tensor mask, Tensor embeddings) implements Batch {
  static CaseBatch of(int[] lengths, int length, Tensor embeddings) {
    double[] mask = new double[lengths.length * length];
    for (int i = 0; i < lengths.length; i++) {
      for (int j = 0; j < lengths[i]; j++) {
        mask[i * length + j] = 1;
      }
    }
    return new CaseBatch(
        lengths, length, embeddings.constant(mask, lengths.length, length), embeddings);
  }

  @Override
  public int size() {
    return lengths.length;
  }

  @Override
  public List<String> tokens(int index) {
    int last = lengths[index] - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(j -> j == 0 ? "[CLS]" : j == last ? "[SEP]" : "w" + index + "-" + j)
        .toList();
  }

  @Override
  public int[] words(int index) {
    int last = lengths[index] - 1;
    return IntStream.rangeClosed(0, last).map(j -> j == 0 || j == last ? -1 : j - 1).toArray();
  }
}
