/** Who may do what in an installation that has a policy, and the log of who did what. */
package governance.runtime.internal.access;
