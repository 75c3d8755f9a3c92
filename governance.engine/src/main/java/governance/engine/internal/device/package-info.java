/**
 * The native side: which tensor library is loaded, whether it can be trusted, and what it and the
 * drivers say about graphics cards.
 */
package governance.engine.internal.device;
