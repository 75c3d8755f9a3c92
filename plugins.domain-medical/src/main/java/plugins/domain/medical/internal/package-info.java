/** The medical pack and its generated data set. */
package plugins.domain.medical.internal;
