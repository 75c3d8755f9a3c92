/** Signatures of bundles, verified by the means of the JDK before the framework resolves them. */
package governance.admission.internal;
