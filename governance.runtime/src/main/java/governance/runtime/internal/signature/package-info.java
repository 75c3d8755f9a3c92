/** Who vouches for the evidence of a run: signatures, and proofs about single files and logs. */
package governance.runtime.internal.signature;
