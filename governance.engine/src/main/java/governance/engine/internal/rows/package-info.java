/** Gradients of the rows of a batch, one by one, from one backward pass. */
package governance.engine.internal.rows;
