/** Looking at data before training. */
package governance.runtime.internal.cli.inspect;
