/** Fairness metrics of individuals: inequality of benefits, equal cases, near cases. */
package plugins.fairness.internal.metric.individual;
