/**
 * The run spec: reading, layering with origins, and the typed records that the runtime works from.
 */
package governance.runtime.internal.spec;
