/** Whether runs can work here. */
package governance.runtime.internal.cli.doctor;
