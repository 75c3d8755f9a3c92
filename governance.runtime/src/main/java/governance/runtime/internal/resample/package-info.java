/**
 * Random counts: rows that are alike as cells, and draws from them that cost as much as the cells.
 */
package governance.runtime.internal.resample;
