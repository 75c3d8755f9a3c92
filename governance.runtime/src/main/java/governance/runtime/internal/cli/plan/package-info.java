/** What a run would do. */
package governance.runtime.internal.cli.plan;
