/** Who may do what, and who did what. */
package governance.runtime.internal.cli.access;
