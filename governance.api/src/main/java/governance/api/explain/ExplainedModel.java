package governance.api.explain;

import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A model that is being explained: in inference mode (no dropout), differentiable in its
 * embeddings.
 */
@ProviderType
public interface ExplainedModel {
  /** Returns what the model predicts. */
  Task task();

  /** Returns the names of the classes. */
  List<String> classes();

  /** Returns the word embeddings of a batch, [B, T, H]. */
  Tensor embeddings(Batch batch);

  /**
   * Returns the embeddings of an input that says nothing, [B, T, H]: padding in place of every
   * token that is not special.
   */
  Tensor baseline(Batch batch);

  /**
   * Returns the logits for given embeddings of a batch, [B, C] or [B, T, C]. The embeddings may
   * hold k variants of the whole batch one after the other, [k·B, T, H]; the result then has k·B
   * rows in the same order.
   */
  Tensor logits(Batch batch, Tensor embeddings);

  /**
   * Calls a function whose tensors end when it returns, so that a long explanation does not pile up
   * activations. Numbers leave it as arrays, never as tensors.
   *
   * @param input a tensor from outside, handed to the function; it lives on afterwards
   * @param work what to do; logits of tensors made from its argument end with it
   */
  <R> R scoped(Tensor input, Function<Tensor, R> work);

  /**
   * Does work that falls into pieces, such as the points of a path, several at once, each time as
   * {@link #scoped(Tensor, Function)} does it. Where memory runs out with several pieces, half as
   * many are tried, down to one.
   *
   * @param input a tensor from outside, handed to the work
   * @param count number of pieces, at least 1
   * @param atOnce most pieces at once, at least 1
   * @param work what to do with some pieces; done again with fewer of them where memory ran out, so
   *     it changes nothing but what it returns
   * @return what the work returned, in the order of the pieces
   * @since 1.1
   */
  default <R> List<R> scoped(Tensor input, int count, int atOnce, Pieces<R> work) {
    List<R> done = new ArrayList<>();
    for (int from = 0; from < count; from += atOnce) {
      int first = from;
      int last = Math.min(count, from + atOnce);
      done.add(scoped(input, x -> work.work(x, first, last)));
    }
    return done;
  }

  /**
   * Work on some of many pieces.
   *
   * @since 1.1
   */
  @FunctionalInterface
  interface Pieces<R> {
    /** Works on the pieces from {@code from} to before {@code to}; the tensor ends afterwards. */
    R work(Tensor input, int from, int to);
  }
}
