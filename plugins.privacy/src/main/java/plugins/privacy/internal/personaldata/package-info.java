/** Finding personal data in text and replacing it. */
package plugins.privacy.internal.personaldata;
