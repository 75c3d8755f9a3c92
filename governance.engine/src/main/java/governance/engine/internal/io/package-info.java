/** Model folders in Hugging Face layout and the safetensors format. */
package governance.engine.internal.io;
