package plugins.data.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import plugins.data.internal.LineReader.Line;

/**
 * Puts lines together to records of RFC 4180, whose quoted fields may hold line breaks. A quote
 * that is never closed costs the one line it is on: reading goes on with the next.
 */
final class RecordReader implements Closeable {
  private final LineReader lines;
  private final char separator;
  private final boolean quotes;
  private final int longest;
  private final Deque<Line> pushedBack = new ArrayDeque<>();

  RecordReader(LineReader lines, char separator, boolean quotes, int longest) {
    this.lines = lines;
    this.separator = separator;
    this.quotes = quotes;
    this.longest = longest;
  }

  /**
   * A record.
   *
   * @param line number of its first line
   * @param text its text, or null when {@code error} is set
   * @param error why it is none, or null
   */
  record Rec(long line, String text, String error) {}

  /** Returns the next record that is not blank, or null at the end. */
  Rec next() throws IOException {
    Line first = line();
    while (first != null && first.length() == 0) {
      first = line();
    }
    if (first == null) {
      return null;
    }
    if (first.tooLong()) {
      return new Rec(first.number(), null, tooLong(first.length()));
    }
    return quotes ? quoted(first) : new Rec(first.number(), first.text(), null);
  }

  private Rec quoted(Line first) throws IOException {
    StringBuilder text = new StringBuilder(first.text());
    List<Line> more = new ArrayList<>();
    boolean open = open(first.text(), false);
    while (open) {
      Line next = line();
      if (next != null) {
        more.add(next);
      }
      if (next == null || next.tooLong() || text.length() + next.text().length() >= longest) {
        for (int i = more.size() - 1; i >= 0; i--) {
          pushedBack.push(more.get(i));
        }
        return new Rec(first.number(), null, "a quote is opened and not closed");
      }
      text.append('\n').append(next.text());
      open = open(next.text(), true);
    }
    return new Rec(first.number(), text.toString(), null);
  }

  /** Returns whether a quoted field is still open after a line. */
  private boolean open(String line, boolean openBefore) {
    boolean open = openBefore;
    boolean start = !openBefore;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (open) {
        if (c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          i++;
        } else {
          open = c != '"';
        }
      } else {
        open = c == '"' && start;
      }
      start = !open && c == separator;
    }
    return open;
  }

  private Line line() throws IOException {
    return pushedBack.isEmpty() ? lines.next() : pushedBack.pop();
  }

  private String tooLong(long length) {
    return "the line has " + length + " characters; longest allows " + longest;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
