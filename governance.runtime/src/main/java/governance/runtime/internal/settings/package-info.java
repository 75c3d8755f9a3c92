/** The settings that contributions declare, and the check of those that are given. */
package governance.runtime.internal.settings;
