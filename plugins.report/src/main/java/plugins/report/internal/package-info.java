/** Documents made from the report tree of a run: JSON for programs, one HTML page for people. */
package plugins.report.internal;
