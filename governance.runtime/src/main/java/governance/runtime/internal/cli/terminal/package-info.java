/** What commands print: tables, figures, progress, problems. */
package governance.runtime.internal.cli.terminal;
