/** Work of Java code that several threads do together. */
package governance.engine.internal.work;
