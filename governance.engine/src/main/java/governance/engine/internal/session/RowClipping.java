package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import governance.api.train.GradientPlan;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.rows.ClipRule;
import governance.engine.internal.rows.RowGradients;
import governance.engine.internal.train.ExplicitLoopException;
import governance.engine.internal.train.OwnStatistics;
import governance.engine.internal.train.Passes;
import governance.engine.internal.train.Trainer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Clips each row's gradient on its own and adds noise to the sum (Abadi et al. 2016, algorithm 1):
 * from one backward pass for a part of the batch, or from one for each row where a penalty asks for
 * more than that can give. Used by one thread.
 */
final class RowClipping {
  /** Most tokens, padding included, that are computed at once where no micro-batch is asked for. */
  private static final int TOKENS = 4096;

  private static final System.Logger LOG = System.getLogger(RowClipping.class.getName());

  private final GradientPlan plan;
  private final ClipRule clip;
  private final int batchSize;
  private final RowsAtOnce rowsAtOnce;
  private final int asked;
  private final Trainer trainer;
  private final OwnStatistics statistics;
  private final Parameters parameters;
  private final BiFunction<Passes, TrainingRows, StepContext> contexts;
  private volatile boolean explicit;

  /**
   * Prepares.
   *
   * @param rowsAtOnce most rows that are computed at once
   * @param contexts makes the context of some rows
   */
  RowClipping(
      SessionSetup setup,
      Trainer trainer,
      RowsAtOnce rowsAtOnce,
      BiFunction<Passes, TrainingRows, StepContext> contexts) {
    this.plan = setup.options().gradients();
    this.clip = new ClipRule(plan.clipping(), plan.clipNorm());
    this.batchSize = setup.options().batchSize();
    this.rowsAtOnce = rowsAtOnce;
    this.asked = setup.options().microBatch();
    this.trainer = trainer;
    this.statistics = setup.own().statistics();
    this.contexts = contexts;
    this.parameters = setup.encoder().parameters();
  }

  /**
   * Adds the gradient of a step, which divides by the batch size that is expected.
   *
   * @param rows possibly none
   */
  void add(TrainingRows rows, Objective objective, StepValues values) {
    for (TrainingRows part : parts(rows)) {
      add(part, rows.size(), objective, values);
    }
    double share = statistics.share();
    double noise = plan.noiseMultiplier() / Math.sqrt(1 - share);
    trainer.privatise(noise, plan.clipNorm(), 1.0 / batchSize);
    statistics.release(trainer::noisy, plan.noiseMultiplier());
  }

  /**
   * Returns what is computed at once. A batch may be far greater than memory: it says how much
   * noise there is, not how fast training is.
   */
  List<TrainingRows> parts(TrainingRows rows) {
    if (rows.size() == 0) {
      return List.of();
    }
    if (explicit) {
      return rows.parts(1);
    }
    if (asked > 0) {
      return rows.parts(rowsAtOnce.rows());
    }
    int fitting = fitting(rows);
    int most = rowsAtOnce.rows();
    return rows.parts(most > 0 ? Math.min(most, fitting) : fitting);
  }

  /** Rows of a part, so that parts are about equal. */
  private int fitting(TrainingRows rows) {
    int length = Math.max(1, rows.length());
    int most = Math.max(1, Math.min(TOKENS / length, RowGradients.rows(parameters, length)));
    int parts = (rows.size() + most - 1) / most;
    return (rows.size() + parts - 1) / parts;
  }

  private void add(TrainingRows part, int all, Objective objective, StepValues values) {
    if (!explicit) {
      try {
        together(part, all, objective, values);
        return;
      } catch (ExplicitLoopException e) {
        explicit = true;
        LOG.log(
            System.Logger.Level.INFO,
            "each row''s gradient takes a backward pass of its own: {0}",
            e.getMessage());
      }
    }
    part.parts(1).forEach(row -> alone(row, all, objective, values));
  }

  private void together(TrainingRows part, int all, Objective objective, StepValues values) {
    double each = 1.0 / all;
    double share = (double) part.size() / all;
    Function<Passes, NDArray> loss =
        passes -> {
          Objective.Result result = objective.ofRows(contexts.apply(passes, part));
          values.add(result, each, share);
          return result.total();
        };
    trainer.backwardRows(clip, loss);
  }

  private void alone(TrainingRows row, int all, Objective objective, StepValues values) {
    double each = 1.0 / all;
    double labels = Math.max(1, row.labelled());
    trainer.backwardClipped(
        clip,
        passes -> {
          Objective.Result result = objective.of(contexts.apply(passes, row), labels, 1);
          values.add(result, each, each);
          return result.total();
        });
  }
}
