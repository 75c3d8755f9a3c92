/** Weighs training rows by their class. */
package plugins.data.internal.balance;
