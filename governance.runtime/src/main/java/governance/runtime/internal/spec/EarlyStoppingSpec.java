package governance.runtime.internal.spec;

/**
 * When training ends before its last epoch.
 *
 * @param metric id of a metric of the run, judged on the validation rows after each epoch
 * @param patience epochs without a gain after which training ends, at least 1
 * @param minChange a smaller change for the better is no gain, at least 0
 */
public record EarlyStoppingSpec(String metric, int patience, double minChange) {}
