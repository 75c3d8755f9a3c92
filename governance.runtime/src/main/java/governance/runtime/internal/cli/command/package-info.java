/** What commands share: their surroundings, and how runs, files and folders are named. */
package governance.runtime.internal.cli.command;
