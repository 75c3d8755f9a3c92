package governance.runtime.internal.support;

import governance.engine.Encoded;
import governance.engine.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One piece for each word, with a special token at both ends; ids by hash. */
public final class WordTokenizer implements Tokenizer {
  static final int SIZE = 997;

  @Override
  public String kind() {
    return "words";
  }

  @Override
  public int vocabulary() {
    return SIZE;
  }

  @Override
  public String digest() {
    return "1".repeat(64);
  }

  @Override
  public List<Encoded> encode(List<String> texts, int most) {
    return encodeWords(
        texts.stream().map(t -> Arrays.asList(t.trim().split("\\s+"))).toList(), most);
  }

  @Override
  public List<Encoded> encodeWords(List<List<String>> texts, int most) {
    return texts.stream().map(t -> one(t, most)).toList();
  }

  private static Encoded one(List<String> text, int most) {
    int kept = Math.min(text.size(), most - 2);
    int[] ids = new int[kept + 2];
    int[] words = new int[kept + 2];
    List<String> tokens = new ArrayList<>();
    Arrays.fill(words, -1);
    tokens.add("[CLS]");
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = 2 + Math.floorMod(text.get(i).hashCode(), SIZE - 2);
      words[i + 1] = i;
      tokens.add(text.get(i));
    }
    ids[kept + 1] = 1;
    tokens.add("[SEP]");
    return new Encoded(ids, words, tokens, text.size() - kept);
  }

  @Override
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
  }

  @Override
  public void close() {}
}
