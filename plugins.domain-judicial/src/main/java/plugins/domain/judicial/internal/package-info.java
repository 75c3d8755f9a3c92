/** The judicial pack, its metric and its generated data set. */
package plugins.domain.judicial.internal;
