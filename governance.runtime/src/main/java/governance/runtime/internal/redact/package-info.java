/**
 * Files of rows that a transform changes: read in parts, written in the same format. They are read
 * here and not through data sources, which take marks such as ? for missing and types apart: what
 * is not personal data must come out as it went in.
 */
package governance.runtime.internal.redact;
