/** Decision rules by group: how scores become decisions after training. */
package plugins.fairness.internal.rule;
