package governance.testkit;

import governance.api.data.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests of rows, to compare two readings. */
final class RowDigests {
  private RowDigests() {}

  /** Returns the SHA-256 of values and errors, in order. */
  static String of(List<Row> rows) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Row row : rows) {
        sha.update((row.values() + "\u0000" + row.error() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
