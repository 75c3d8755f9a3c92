/**
 * From a request to a plan: domain packs, the catalogue of data sets, and all checks before a run
 * starts.
 */
package governance.runtime.internal.plan;
