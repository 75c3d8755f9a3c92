/** Which rows take part in which step, and how they become a padded batch. */
package governance.engine.internal.batch;
