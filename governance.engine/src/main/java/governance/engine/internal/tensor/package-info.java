/** The tensors that plug-ins see, over the engine's arrays. */
package governance.engine.internal.tensor;
