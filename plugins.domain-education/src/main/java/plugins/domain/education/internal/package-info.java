/** The education pack and its generated data set. */
package plugins.domain.education.internal;
