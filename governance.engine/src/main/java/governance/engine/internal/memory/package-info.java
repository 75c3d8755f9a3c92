/** How Java code reaches tensors, in the processor's memory or in that of a graphics card. */
package governance.engine.internal.memory;
