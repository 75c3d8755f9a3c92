/** How many rows one person may have. */
package plugins.privacy.internal.person;
