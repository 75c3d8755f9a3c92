package plugins.data.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads numbered lines of bounded length; a longer one is reported without being held in memory.
 */
final class LineReader implements Closeable {
  private final Reader reader;
  private final int longest;
  private final char[] buffer = new char[1 << 14];
  private int position;
  private int limit;
  private long number;

  LineReader(Reader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /**
   * A line without its line break.
   *
   * @param number from 1
   * @param text the text, cut when the line is too long
   * @param length number of characters of the whole line
   */
  record Line(long number, String text, long length) {
    boolean tooLong() {
      return length > text.length();
    }
  }

  /** Returns the next line or null at the end. Lines end with LF, CR LF or CR. */
  Line next() throws IOException {
    if (position == limit && !fill()) {
      return null;
    }
    number++;
    StringBuilder text = new StringBuilder();
    long length = 0;
    do {
      int start = position;
      while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
        position++;
      }
      text.append(buffer, start, Math.min(position - start, longest - text.length()));
      length += position - start;
    } while (position == limit && fill());
    skipBreak();
    return new Line(number, text.toString(), length);
  }

  /** Returns the next line that is not blank, or null at the end. */
  Line nextWritten() throws IOException {
    Line line = next();
    while (line != null && line.text().isBlank()) {
      line = next();
    }
    return line;
  }

  private void skipBreak() throws IOException {
    if (position < limit && buffer[position++] == '\r' && (position < limit || fill())) {
      position += buffer[position] == '\n' ? 1 : 0;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, reader.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
