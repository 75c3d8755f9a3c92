package plugins.data.internal;

import governance.api.GovernanceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes strictly: bytes that are no text in the encoding are an error that says where they are.
 */
final class StrictReader extends Reader {
  private final DataFile file;
  private final InputStream bytes;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 16).flip();
  private long consumed;
  private long line = 1;
  private boolean end;
  private boolean done;

  StrictReader(DataFile file, InputStream bytes, Charset encoding, long skipped) {
    this.consumed = skipped;
    this.file = file;
    this.bytes = bytes;
    this.encoding = encoding;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(into, offset, length).slice();
    while (out.position() == 0 && !done) {
      if (!end && in.remaining() < 16) {
        fill();
      }
      int before = in.position();
      CoderResult result = decoder.decode(in, out, end);
      consumed += in.position() - before;
      count(into, offset, out.position());
      if (result.isError()) {
        throw malformed(result.length());
      }
      if (end && !in.hasRemaining()) {
        decoder.flush(out);
        done = true;
      }
    }
    return out.position() == 0 ? -1 : out.position();
  }

  private void fill() throws IOException {
    in.compact();
    int got = bytes.read(in.array(), in.position(), in.remaining());
    if (got < 0) {
      end = true;
    } else {
      in.position(in.position() + got);
    }
    in.flip();
  }

  private void count(char[] decoded, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (decoded[i] == '\n') {
        line++;
      }
    }
  }

  private GovernanceException malformed(int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(length, in.remaining()); i++) {
      hex.append(String.format(" 0x%02X", in.get(in.position() + i)));
    }
    return file.problem(
        "line " + line + ", byte offset " + consumed + ":" + hex + " is not " + encoding.name(),
        "text in " + encoding.name(),
        "Set encoding to the character set of the file, for example windows-1252, or convert it");
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
