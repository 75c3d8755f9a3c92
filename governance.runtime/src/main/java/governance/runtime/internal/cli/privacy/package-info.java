/** Differential privacy without a run: its cost, budgets, cards. */
package governance.runtime.internal.cli.privacy;
