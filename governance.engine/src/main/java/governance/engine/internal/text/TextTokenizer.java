package governance.engine.internal.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import governance.api.GovernanceException;
import governance.engine.Encoded;
import governance.engine.Tokenizer;
import governance.engine.internal.ContextLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tokenizer of the Hugging Face library. Truncation is done here and counted: the library is told
 * never to cut or pad.
 */
public final class TextTokenizer implements Tokenizer {
  private static final Map<String, String> WHOLE =
      Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");
  private static final int CHUNK = 1024;

  private final TokenizerFiles files;
  private final HuggingFaceTokenizer tokenizer;
  private final HuggingFaceTokenizer words;

  private TextTokenizer(TokenizerFiles files) throws IOException {
    this.files = files;
    this.tokenizer = library(files.json());
    Optional<TokenizerFiles> other = files.forWords();
    this.words = other.isPresent() ? library(other.get().json()) : tokenizer;
  }

  private static HuggingFaceTokenizer library(String json) throws IOException {
    try (InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
      return HuggingFaceTokenizer.newInstance(in, WHOLE);
    }
  }

  /** Opens the tokenizer of a folder, or the one that ships. */
  public static TextTokenizer open(Optional<Path> folder) {
    TokenizerFiles files = folder.map(TokenizerFiles::read).orElseGet(TokenizerFiles::shipped);
    return ContextLoader.with(() -> open(files, folder));
  }

  /**
   * Looks at the tokenizer of a folder without opening it.
   *
   * @throws GovernanceException if there is none
   */
  public static TokenizerFacts look(Path folder) {
    TokenizerFiles files = TokenizerFiles.read(folder);
    return new TokenizerFacts(files.type(), files.pieces().size());
  }

  private static TextTokenizer open(TokenizerFiles files, Optional<Path> folder) {
    try {
      return new TextTokenizer(files);
    } catch (IOException | RuntimeException e) {
      throw GovernanceException.spec(
          folder.map(Path::toString).orElse("the tokenizer that ships"),
          "the tokenizer cannot be used: " + e.getMessage(),
          "",
          "Choose a folder that holds the model's tokenizer files");
    }
  }

  @Override
  public String kind() {
    return files.type();
  }

  @Override
  public int vocabulary() {
    return files.pieces().size();
  }

  @Override
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(files.json().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int mask() {
    return Math.max(files.pieces().indexOf("[MASK]"), files.pieces().indexOf("<mask>"));
  }

  @Override
  public List<Encoded> encode(List<String> texts, int most) {
    check(most);
    List<Encoded> all = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += CHUNK) {
      List<String> chunk = texts.subList(from, Math.min(texts.size(), from + CHUNK));
      for (Encoding encoding : tokenizer.batchEncode(chunk)) {
        all.add(cut(encoding, most));
      }
    }
    return all;
  }

  @Override
  public List<Encoded> encodeWords(List<List<String>> texts, int most) {
    check(most);
    return texts.stream().map(text -> cut(words.encode(text), most)).toList();
  }

  private static void check(int most) {
    if (most < 3) {
      throw GovernanceException.spec(
          "train.maxLength", "got " + most, "at least 3", "Leave room for special tokens");
    }
  }

  /** Keeps the first pieces and the special tokens at the end. */
  private Encoded cut(Encoding encoding, int most) {
    int[] ids = Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    int[] words = Arrays.stream(encoding.getWordIds()).mapToInt(Math::toIntExact).toArray();
    long[] special = encoding.getSpecialTokenMask();
    int tail = 0;
    while (tail < ids.length && special[ids.length - 1 - tail] == 1) {
      tail++;
    }
    int lost = Math.max(0, ids.length - most);
    if (lost > 0) {
      ids = cut(ids, most, tail);
      words = cut(words, most, tail);
    }
    return new Encoded(ids, words, new Pieces(ids, files.pieces()), lost);
  }

  private static int[] cut(int[] values, int most, int tail) {
    int[] kept = Arrays.copyOf(values, most);
    System.arraycopy(values, values.length - tail, kept, most - tail, tail);
    return kept;
  }

  @Override
  public void write(Path folder) throws IOException {
    files.write(folder);
  }

  @Override
  public void writeForWords(Path folder) throws IOException {
    files.forWords().orElse(files).write(folder);
  }

  @Override
  public void close() {
    tokenizer.close();
    if (words != tokenizer) {
      words.close();
    }
  }
}
