/** Files of rows without personal data. */
package governance.runtime.internal.cli.file;
