package governance.runtime.internal.explain;

import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.engine.Encoded;
import governance.engine.TextModel;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Explains a fixed random sample of test rows: the same seed picks the same rows, and more rows
 * hold the fewer.
 */
public final class Explanations {
  /** Texts explained at once; explainers multiply them by their steps. */
  private static final int BATCH = 4;

  private final TextModel model;
  private final List<Encoded> inputs;
  private final int[] order;

  /** Begins with a model and the encoded test rows. */
  public Explanations(TextModel model, List<Encoded> inputs, long seed) {
    this.model = model;
    this.inputs = inputs;
    this.order = shuffled(inputs.size(), seed);
  }

  private static int[] shuffled(int size, long seed) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(size - i);
      int kept = order[other];
      order[other] = order[i];
      order[i] = kept;
    }
    return order;
  }

  /** Has one explainer explain its rows. */
  public ExplanationOutcome explain(ExplainUse use) {
    return explain(use, Runnable::run);
  }

  /**
   * Has one explainer explain its rows.
   *
   * @param turns does the work on some rows, on the calling thread and before it returns
   */
  public ExplanationOutcome explain(ExplainUse use, Executor turns) {
    int[] rows = Arrays.stream(order, 0, Math.min(use.rows(), order.length)).sorted().toArray();
    List<Explanation> parts = new ArrayList<>();
    List<Attribution> all = new ArrayList<>();
    double error = 0;
    boolean known = true;
    try {
      for (int from = 0; from < rows.length; from += BATCH) {
        int[] batch = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH));
        List<Encoded> texts = Arrays.stream(batch).mapToObj(inputs::get).toList();
        turns.execute(() -> parts.addAll(explain(use, texts)));
      }
      for (Explanation one : parts) {
        all.addAll(one.attributions());
        known &= one.error().isPresent();
        error = Math.max(error, Math.abs(one.error().orElse(0)));
      }
    } catch (ContributionFailedException e) {
      return new ExplanationOutcome(
          use.info(), rows, List.of(), OptionalDouble.empty(), e.getMessage());
    }
    OptionalDouble stated =
        known && rows.length > 0 ? OptionalDouble.of(error) : OptionalDouble.empty();
    return new ExplanationOutcome(use.info(), rows, all, stated, null);
  }

  private List<Explanation> explain(ExplainUse use, List<Encoded> texts) {
    return model.explain(
        texts,
        (explained, batch) -> {
          Explanation one =
              Border.call(
                  use.info(), () -> use.explainer().explain(explained, batch, use.settings()));
          check(use, one, batch);
          return one;
        });
  }

  private static void check(ExplainUse use, Explanation one, Batch batch) {
    if (one.attributions().size() != batch.size()) {
      String what = "explained " + one.attributions().size() + " of " + batch.size() + " texts";
      throw new ContributionFailedException(use.info(), what, null);
    }
    for (int i = 0; i < batch.size(); i++) {
      int scores = one.attributions().get(i).scores().length;
      int tokens = batch.tokens(i).size();
      if (scores != tokens) {
        String what = "gave " + scores + " scores for " + tokens + " tokens";
        throw new ContributionFailedException(use.info(), what, null);
      }
    }
  }
}
