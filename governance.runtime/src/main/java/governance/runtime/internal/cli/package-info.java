/** The command line: one code path for the launcher and for the Gogo shell. */
package governance.runtime.internal.cli;
