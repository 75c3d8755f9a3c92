package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in the text form of RFC 7468, which openssl reads and writes. */
final class Pem {
  private static final int WIDTH = 64;

  /** More than any key has, so that nobody waits for a file of data that was named by mistake. */
  private static final long MOST = 1 << 16;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  static String write(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  /**
   * Returns what a file holds under a label.
   *
   * @param allowed what it should hold, in words
   * @throws GovernanceException if it cannot be read, or holds something else
   */
  static byte[] read(Path file, String label, String allowed, String advice) {
    return read(file, Set.of(label), allowed, advice).der();
  }

  /** What a file holds, and what it says that it is. */
  record Block(String label, byte[] der) {}

  /** The same, where a file may hold one of several things. */
  static Block read(Path file, Set<String> labels, String allowed, String advice) {
    Matcher block = BLOCK.matcher(text(file, allowed, advice));
    if (!block.find()) {
      throw wrong(file, "holds no key in PEM", allowed, advice);
    }
    if (!labels.contains(block.group(1))) {
      throw wrong(file, "holds \"" + block.group(1) + "\"", allowed, advice);
    }
    try {
      return new Block(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
    } catch (IllegalArgumentException e) {
      throw wrong(file, "holds a key that was damaged: " + e.getMessage(), allowed, advice);
    }
  }

  private static String text(Path file, String allowed, String advice) {
    if (!Files.isRegularFile(file)) {
      throw wrong(file, "there is no such file", allowed, advice);
    }
    try {
      return Files.size(file) > MOST ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw wrong(file, "cannot be read: " + e.getMessage(), allowed, advice);
    }
  }

  static GovernanceException wrong(Path file, String got, String allowed, String advice) {
    return GovernanceException.spec("key " + file, got, allowed, advice);
  }
}
