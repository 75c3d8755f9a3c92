/** Which contributions there are, why others cannot be used, and how a run holds those it uses. */
package governance.runtime.internal.registry;
