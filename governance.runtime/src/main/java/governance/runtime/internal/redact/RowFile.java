package governance.runtime.internal.redact;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.Schema;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A file of rows that is read in parts, each of which can be written again with other values. */
public abstract class RowFile implements Closeable {
  /** Rows of a part. */
  static final int PART = 10_000;

  /**
   * Opens a file by its ending.
   *
   * @throws GovernanceException if the format is unknown or the file is not of it
   */
  public static RowFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.data(
          file.toString(), "there is no such file", "a file of rows", "Correct the name");
    }
    return open(file, Files::newInputStream);
  }

  /** Gives the bytes of a file from its beginning, each time it is asked. */
  @FunctionalInterface
  public interface Source {
    /** Opens a file. */
    InputStream open(Path file) throws IOException;
  }

  /**
   * Opens a file that may be stored otherwise than its name says.
   *
   * @throws GovernanceException if the format is unknown or the file is not of it
   */
  public static RowFile open(Path file, Source source) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".csv")) {
      return new DelimitedRows(file, source, ',');
    } else if (name.endsWith(".tsv")) {
      return new DelimitedRows(file, source, '\t');
    } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonRows(file, source);
    } else if (name.endsWith(".txt")) {
      return new TextRows(file, source);
    }
    throw GovernanceException.data(
        file.toString(),
        "the ending says no format that can be written again",
        ".csv, .tsv, .jsonl, .ndjson or .txt, each also with .gz",
        "Rename the file");
  }

  /** Returns the columns; all are texts or words. */
  public abstract Schema schema();

  /** Returns the next rows, or null at the end. */
  public abstract Dataset next() throws IOException;

  /** Writes what comes before the rows. */
  public abstract void begin(Writer to) throws IOException;

  /** Writes the rows that {@link #next} gave last, with new values. */
  public abstract void write(Dataset changed, Writer to) throws IOException;

  /** Opens a text in UTF-8, compressed or not; bytes that are none are an error. */
  static BufferedReader reader(Path file, Source source) throws IOException {
    InputStream raw = new BufferedInputStream(source.open(file), 1 << 16);
    boolean packed = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    try {
      InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new BufferedReader(
          new InputStreamReader(
              in,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)),
          1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
