package governance.engine.internal.train;

import governance.engine.TrainingOptions.Schedule;

/**
 * A learning rate that rises linearly over the warm-up and then stays or falls linearly to 0 (the
 * schedule of BERT fine-tuning, as {@code get_linear_schedule_with_warmup} defines it).
 *
 * @param peak greatest rate
 * @param warmup steps over which it rises
 * @param total steps in all
 * @param schedule what happens after the warm-up
 */
public record LearningRate(double peak, long warmup, long total, Schedule schedule) {
  /** The rate of a step, counted from 0. */
  public double at(long step) {
    if (step < warmup) {
      return peak * step / Math.max(1, warmup);
    }
    if (schedule == Schedule.CONSTANT) {
      return peak;
    }
    return peak * Math.max(0, total - step) / Math.max(1, total - warmup);
  }
}
