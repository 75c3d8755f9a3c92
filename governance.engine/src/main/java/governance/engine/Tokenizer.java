package governance.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Splits texts into word pieces. Safe for use by several threads. */
@ProviderType
public interface Tokenizer extends AutoCloseable {
  /** Returns how it splits words: WordPiece, BPE or Unigram. */
  String kind();

  /** Returns the number of word pieces, special tokens included. */
  int vocabulary();

  /** Returns the digest (SHA-256, hexadecimal) of what defines the tokenizer. */
  String digest();

  /** Returns the id of the token that stands for a hidden place, or -1 when there is none. */
  default int mask() {
    return -1;
  }

  /** Encodes texts, each to at most {@code most} pieces. */
  List<Encoded> encode(List<String> texts, int most);

  /** Encodes texts that are already split into words; word indices are those of the lists. */
  List<Encoded> encodeWords(List<List<String>> texts, int most);

  /**
   * Writes {@code tokenizer.json}, {@code vocab.txt} where there is one, and {@code
   * tokenizer_config.json}.
   */
  void write(Path folder) throws IOException;

  /**
   * Writes the files of a model that was tuned on words: Transformers then splits given words as
   * {@link #encodeWords} does.
   */
  default void writeForWords(Path folder) throws IOException {
    write(folder);
  }

  @Override
  void close();
}
