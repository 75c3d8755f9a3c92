/** Group fairness metrics: how differently groups are treated by decisions. */
package plugins.fairness.internal.metric;
