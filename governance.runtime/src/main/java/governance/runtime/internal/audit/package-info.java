/** Looks at a run and at the installation for what endangers data, decisions or evidence. */
package governance.runtime.internal.audit;
