package governance.engine.internal.batch;

import ai.djl.ndarray.NDManager;
import governance.api.model.Batch;
import governance.api.model.Tensor;
import governance.engine.Encoded;
import governance.engine.internal.nn.Inputs;
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
    int[][] ids = texts.stream().map(Encoded::ids).toArray(int[][]::new);
    NDManager owner = space.manager();
    Inputs inputs = Inputs.of(owner, ids, padding);
    float[] mask = new float[inputs.rows() * inputs.length()];
    for (int i = 0; i < ids.length; i++) {
      for (int j = 0; j < ids[i].length; j++) {
        mask[i * inputs.length() + j] = 1;
      }
    }
    Tensor filled = space.constant(mask, inputs.rows(), inputs.length());
    return new EncodedBatch(texts, inputs, filled);
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
