/** Weights to begin with that are computed from text instead of drawn at random. */
package governance.engine.internal.start;
