/** Predictions: of a model of a run, and metrics of those of any model. */
package governance.runtime.internal.cli.evaluate;
