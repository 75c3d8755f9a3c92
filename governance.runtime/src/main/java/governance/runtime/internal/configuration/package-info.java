/** What the operator of an installation sets, by way of Configuration Admin and the process. */
package governance.runtime.internal.configuration;
