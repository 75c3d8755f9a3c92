/** Runs and sweeps: making them, going on, showing what they found. */
package governance.runtime.internal.cli.run;
