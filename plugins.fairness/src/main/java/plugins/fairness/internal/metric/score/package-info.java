/** Fairness metrics that rest on scores: areas, rankings, distributions, calibration. */
package plugins.fairness.internal.metric.score;
