/** The city pack and its generated data set. */
package plugins.domain.city.internal;
