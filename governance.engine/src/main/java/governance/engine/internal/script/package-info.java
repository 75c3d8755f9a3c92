/** The TorchScript text of the engine and the way to call it. */
package governance.engine.internal.script;
