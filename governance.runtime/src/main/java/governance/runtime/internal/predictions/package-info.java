/**
 * Predictions of any model, read from a file: columns in compact form, classes, groups, problems.
 */
package governance.runtime.internal.predictions;
