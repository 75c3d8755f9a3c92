/** Noise that no floating-point error gives away, and choices made with it. */
package plugins.privacy.internal.mechanism;
