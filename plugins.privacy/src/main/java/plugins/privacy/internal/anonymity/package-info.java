/** Protection of published rows against recognising persons in them, and its measures. */
package plugins.privacy.internal.anonymity;
