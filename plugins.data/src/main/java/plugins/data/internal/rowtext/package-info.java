/** Serialises the fields of a row into a text that a language model reads. */
package plugins.data.internal.rowtext;
