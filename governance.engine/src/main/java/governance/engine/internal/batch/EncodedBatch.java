package governance.engine.internal.batch;

import governance.api.model.Batch;
import governance.api.model.Tensor;
import governance.engine.Encoded;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Padded;
import governance.engine.internal.tensor.TensorSpace;
import java.util.List;

/**
 * Encoded texts, padded to the longest, with the arrays the encoder reads.
 *
 * @param texts the rows
 * @param inputs the encoder's arrays
 * @param mask [B, T], 1 for a token and 0 for padding
 */
public record EncodedBatch(List<Encoded> texts, Inputs inputs, Tensor mask) implements Batch {
  /** Pads texts; the arrays live as long as the space. */
  public static EncodedBatch of(TensorSpace space, List<Encoded> texts, int padding) {
    Padded padded = padded(texts, padding);
    Inputs inputs = Inputs.of(space.script(), space.manager(), padded);
    Tensor mask = space.constant(padded.mask(), padded.rows(), padded.length());
    return new EncodedBatch(texts, inputs, mask);
  }

  /** Pads texts without making arrays. */
  public static Padded padded(List<Encoded> texts, int padding) {
    return Padded.of(texts.stream().map(Encoded::ids).toArray(int[][]::new), padding);
  }

  @Override
  public int size() {
    return inputs.rows();
  }

  @Override
  public int length() {
    return inputs.length();
  }

  @Override
  public List<String> tokens(int index) {
    return texts.get(index).tokens();
  }

  @Override
  public int[] words(int index) {
    return texts.get(index).words();
  }
}
