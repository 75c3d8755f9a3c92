/** Attacks on a trained model, as evidence of what it gives away about its training rows. */
package plugins.privacy.internal.attack;
