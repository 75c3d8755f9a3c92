/** Tokenizers: files in Hugging Face layout, encoding and the vocabulary that ships. */
package governance.engine.internal.text;
