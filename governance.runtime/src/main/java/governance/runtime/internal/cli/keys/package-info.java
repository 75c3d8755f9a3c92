/** Keyrings and keys. */
package governance.runtime.internal.cli.keys;
