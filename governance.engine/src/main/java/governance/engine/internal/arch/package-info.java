/** Architectures: how each one's {@code config.json} is read and written, and what it computes. */
package governance.engine.internal.arch;
