/** The BERT encoder: its shape, its parameters and its forward pass. */
package governance.engine.internal.nn;
