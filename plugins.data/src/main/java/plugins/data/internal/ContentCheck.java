package plugins.data.internal;

import governance.api.GovernanceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Looks at the first bytes of a file and refuses what is no text in the declared encoding. */
final class ContentCheck {
  private static final int SIZE = 8192;

  private ContentCheck() {}

  /** Checks the next bytes, skips a byte order mark and returns the number of bytes skipped. */
  static int check(DataFile file, BufferedInputStream bytes, Charset encoding) throws IOException {
    bytes.mark(SIZE);
    byte[] head = bytes.readNBytes(SIZE);
    bytes.reset();
    if (head.length == 0) {
      throw file.problem("the file is empty", "a header and rows", "Check how it was written");
    }
    if (startsWith(head, 0xef, 0xbb, 0xbf)) {
      int mark = encoding.equals(StandardCharsets.UTF_8) ? 3 : 0;
      bytes.skipNBytes(mark);
      return mark;
    }
    if (!encoding.name().startsWith("UTF-16") && !encoding.name().startsWith("UTF-32")) {
      refuseOtherContent(file, head, encoding);
    }
    return 0;
  }

  private static void refuseOtherContent(DataFile file, byte[] head, Charset encoding) {
    if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
      throw file.problem(
          "the file begins with a UTF-16 byte order mark",
          "text in " + encoding.name(),
          "Set encoding to UTF-16");
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        throw binary(file, head, i);
      }
    }
  }

  private static GovernanceException binary(DataFile file, byte[] head, int zero) {
    String kind = "a binary file (a zero byte at offset " + zero + ")";
    if (startsWith(head, 'P', 'K')) {
      kind = "a zip archive or spreadsheet";
    } else if (startsWith(head, 'P', 'A', 'R', '1')) {
      kind = "a Parquet file";
    } else if (startsWith(head, 0x1f, 0x8b)) {
      kind = "a gzip file whose name does not end in .gz";
    }
    return file.problem(
        "it is " + kind,
        "a text file",
        "Export the table as CSV, TSV or JSON lines; name gzip files .gz");
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
