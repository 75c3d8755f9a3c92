/** The finance pack and its generated data set. */
package plugins.domain.finance.internal;
