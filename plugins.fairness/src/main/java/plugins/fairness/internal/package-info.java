/** What several kinds of contributions share. */
package plugins.fairness.internal;
