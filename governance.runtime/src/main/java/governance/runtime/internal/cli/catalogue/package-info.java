/** What there is: contributions with their settings, data sets, models. */
package governance.runtime.internal.cli.catalogue;
