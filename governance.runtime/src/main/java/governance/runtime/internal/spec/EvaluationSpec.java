package governance.runtime.internal.spec;

/**
 * How figures are estimated.
 *
 * @param bootstrap replicates of the bootstrap behind each interval; 0 for no intervals
 * @param level confidence level in (0, 1)
 * @param stratified whether each combination of groups keeps its number of rows in each replicate
 * @param reference whether a second model is trained without penalties and without transforms
 *     against bias, to compare with
 * @param validation whether figures and gates are computed on the validation rows too, by which
 *     runs can be compared without looking at test rows
 */
public record EvaluationSpec(
    int bootstrap, double level, boolean stratified, boolean reference, boolean validation) {}
