/** Training sessions: what penalties see, the sum of loss and terms, and the steps. */
package governance.engine.internal.session;
