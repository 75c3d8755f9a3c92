package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import governance.runtime.internal.store.StoredFiles;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a file of predictions and reads it once, by its ending. */
final class PredictionFile {
  private final Path path;
  private final String name;
  private final String ending;

  PredictionFile(Path path) {
    this.path = path;
    this.name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    this.ending = plain.substring(Math.max(0, plain.lastIndexOf('.')));
  }

  /** Returns the name that errors begin with. */
  String name() {
    return name;
  }

  /**
   * Reads all rows into the columns that are wanted.
   *
   * @return the number of rows, at least 1
   */
  long read(ColumnSinks wanted) {
    check();
    try (InputStream bytes = open()) {
      Reader text =
          new InputStreamReader(
              bytes,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      long rows =
          switch (ending) {
            case ".tsv" -> DelimitedFile.read(name, text, '\t', wanted);
            case ".jsonl", ".ndjson" -> JsonLinesFile.read(name, text, wanted);
            default -> DelimitedFile.read(name, text, ',', wanted);
          };
      if (rows == 0) {
        throw problem("has no rows", "a header and rows", "Check how it was written");
      }
      return rows;
    } catch (CharacterCodingException e) {
      throw problem("is not UTF-8", "text in UTF-8", "Convert it, such as with iconv");
    } catch (ZipException | EOFException e) {
      throw problem(
          "the gzip stream is broken (" + e.getMessage() + ")",
          "a complete gzip file",
          "Fetch or compress the file again");
    } catch (IOException e) {
      throw problem("cannot be read: " + e.getMessage(), "", "Check the file");
    }
  }

  private InputStream open() throws IOException {
    InputStream raw = StoredFiles.raw(path);
    try {
      return name.toLowerCase(Locale.ROOT).endsWith(".gz")
          ? new GZIPInputStream(raw, 1 << 16)
          : new BufferedInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private void check() {
    if (!ending.matches("\\.(csv|tsv|jsonl|ndjson)")) {
      throw problem(
          "has the ending \"" + ending + "\"",
          ".csv, .tsv, .jsonl, .ndjson, each also with .gz",
          "Rename or convert it");
    }
    if (!Files.exists(path)) {
      throw problem("there is no such file", "an existing file", "Check the path");
    }
    if (Files.isDirectory(path)) {
      throw problem("is a folder", "a file", "Name a file");
    }
    try {
      if (Files.size(path) == 0) {
        throw problem("is empty", "a header and rows", "Check how it was written");
      }
    } catch (IOException e) {
      throw problem("cannot be read: " + e.getMessage(), "", "Check the file");
    }
  }

  GovernanceException problem(String got, String allowed, String advice) {
    return GovernanceException.data(path.toString(), got, allowed, advice);
  }
}
