/** Readers of tables, JSON lines and CoNLL files. */
package plugins.data.internal;
