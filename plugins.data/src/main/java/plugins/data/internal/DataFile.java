package plugins.data.internal;

import governance.api.GovernanceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A text file, plain or compressed with gzip, that is opened anew for each pass. */
final class DataFile {
  private final Path path;
  private final Charset encoding;
  private final int longest;

  private DataFile(Path path, Charset encoding, int longest) {
    this.path = path;
    this.encoding = encoding;
    this.longest = longest;
  }

  /**
   * Returns the file that a source is asked to read.
   *
   * @param source id of the source, used in errors
   * @param longest greatest number of characters of a line
   */
  static DataFile of(String source, Optional<Path> path, String encoding, int longest) {
    if (path.isEmpty()) {
      throw GovernanceException.spec(
          "data.file",
          "no file for " + source,
          "a path",
          "Name the file with --data FILE or data.file");
    }
    if (longest < 1) {
      throw GovernanceException.spec(
          source + " setting longest",
          "got " + longest,
          "at least 1",
          "Give a number of characters");
    }
    try {
      return new DataFile(path.get(), Charset.forName(encoding), longest);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw GovernanceException.spec(
          source + " setting encoding",
          "got \"" + encoding + "\"",
          "UTF-8, ISO-8859-1, windows-1252, UTF-16 or another character set of Java",
          "Give the character set that the file was written in");
    }
  }

  /** Opens the file at its first line; refuses an empty or binary one. */
  LineReader open() throws IOException {
    InputStream plain = null;
    try {
      plain = decompressed(new BufferedInputStream(Files.newInputStream(path)));
      BufferedInputStream bytes = new BufferedInputStream(new GzipErrors(plain), 1 << 16);
      int skipped = ContentCheck.check(this, bytes, encoding);
      return new LineReader(new StrictReader(this, bytes, encoding, skipped), longest);
    } catch (NoSuchFileException e) {
      throw problem("there is no such file", "an existing file", "Check the path");
    } catch (GovernanceException | IOException e) {
      if (plain != null) {
        plain.close();
      }
      throw e;
    }
  }

  private InputStream decompressed(InputStream raw) throws IOException {
    if (!path.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (ZipException | EOFException e) {
      raw.close();
      throw brokenGzip(e);
    }
  }

  private GovernanceException brokenGzip(IOException cause) {
    return problem(
        "the gzip stream is broken (" + cause.getMessage() + ")",
        "a complete gzip file",
        "Fetch or compress the file again");
  }

  /** Returns a problem of this file. */
  GovernanceException problem(String got, String allowed, String advice) {
    return GovernanceException.data(path.toString(), got, allowed, advice);
  }

  /** Returns the greatest number of characters of a line. */
  int longest() {
    return longest;
  }

  /** Turns a gzip stream that breaks off into a problem of the file. */
  private final class GzipErrors extends FilterInputStream {
    GzipErrors(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (ZipException | EOFException e) {
        throw brokenGzip(e);
      }
    }
  }
}
