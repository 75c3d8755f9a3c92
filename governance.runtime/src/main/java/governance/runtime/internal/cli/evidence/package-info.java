/** Checking, signing, reviewing and auditing evidence. */
package governance.runtime.internal.cli.evidence;
