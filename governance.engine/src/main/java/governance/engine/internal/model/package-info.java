/** Models as the runtime uses them: prediction, explanation, files. */
package governance.engine.internal.model;
