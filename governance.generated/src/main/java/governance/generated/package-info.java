/**
 * Rows that are made from documented numbers and a seed. Not exported: becomes part of each bundle
 * that generates data, so that no bundle needs another.
 */
package governance.generated;
