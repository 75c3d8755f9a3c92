/** Gradients, AdamW, schedules and checkpoints. */
package governance.engine.internal.train;
