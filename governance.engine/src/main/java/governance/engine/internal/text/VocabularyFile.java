package governance.engine.internal.text;

import governance.api.GovernanceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@code vocab.txt}: one word piece a line, the line number being its id. */
final class VocabularyFile {
  /** Special tokens of BERT, all of which a vocabulary must have. */
  static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private VocabularyFile() {}

  /** Reads the pieces in the order of their ids. */
  static List<String> parse(String name, byte[] bytes) {
    String text = decode(name, bytes);
    List<String> pieces = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      pieces.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
    if (pieces.get(pieces.size() - 1).isEmpty()) {
      pieces.remove(pieces.size() - 1);
    }
    for (String special : SPECIAL) {
      if (!pieces.contains(special)) {
        throw GovernanceException.spec(
            name, "no line " + special, "one word piece a line", "Use the model's own vocab.txt");
      }
    }
    return pieces;
  }

  private static String decode(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw GovernanceException.spec(name, "not UTF-8", "UTF-8", "Use the model's own vocab.txt");
    }
  }
}
