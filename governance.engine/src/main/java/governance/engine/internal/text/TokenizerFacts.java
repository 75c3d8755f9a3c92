package governance.engine.internal.text;

/**
 * What a tokenizer is.
 *
 * @param type WordPiece, BPE or Unigram
 * @param vocabulary number of pieces
 */
public record TokenizerFacts(String type, int vocabulary) {}
