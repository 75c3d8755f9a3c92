/** Known vulnerabilities of libraries, as the operator brings them. */
package governance.runtime.internal.advisory;
