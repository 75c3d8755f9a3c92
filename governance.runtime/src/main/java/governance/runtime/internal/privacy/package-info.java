/** Differential privacy of runs: what training cost, and what data sets have spent. */
package governance.runtime.internal.privacy;
