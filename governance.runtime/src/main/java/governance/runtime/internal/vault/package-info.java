/**
 * Encryption of evidence: which files, by which keys, and how they are read again. The only package
 * of the runtime that knows {@code governance.crypto}, besides the commands on keys.
 */
package governance.runtime.internal.vault;
