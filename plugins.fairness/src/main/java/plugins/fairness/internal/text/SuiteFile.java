package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import governance.api.GovernanceException;
import governance.api.data.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file of a suite in the data directory.
 *
 * @param path where it lies
 * @param named how the setting names it
 */
record SuiteFile(Path path, String named) {
  /**
   * Finds a file.
   *
   * @param named a path, absolute or below the data directory
   * @param source where it can be had from
   * @throws NotDefinedException if it is not there
   */
  static SuiteFile find(DataFolder data, String named, String source) throws NotDefinedException {
    Path given = Path.of(named);
    Optional<Path> folder = data.folder();
    if (!given.isAbsolute() && folder.isEmpty()) {
      throw new NotDefinedException(
          "The data directory is not set: put the file %s from %s there and set GOVERNANCE_DATA."
              .formatted(named, source));
    }
    Path path = given.isAbsolute() ? given : folder.orElseThrow().resolve(given);
    if (!Files.isRegularFile(path)) {
      throw new NotDefinedException(
          "%s is not there: get it from %s, or name yours by the setting.".formatted(path, source));
    }
    return new SuiteFile(path, named);
  }

  /**
   * Returns the rows of a table.
   *
   * @param columns names that the first line must have
   * @throws GovernanceException if a column is missing, there is no row, or the file is no table
   */
  List<NamedCsvRecord> rows(String... columns) {
    boolean tabs = named.replaceAll("\\.gz$", "").endsWith(".tsv");
    try (Reader reader = reader();
        CsvReader<NamedCsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(tabs ? '\t' : ',')
                .quoteCharacter(tabs ? '\0' : '"')
                .ofNamedCsvRecord(reader)) {
      List<NamedCsvRecord> rows = csv.stream().toList();
      if (rows.isEmpty()) {
        throw wrong("holds no row", "a table with a row for each item of the suite");
      }
      List<String> header = rows.get(0).getHeader();
      for (String column : columns) {
        if (!header.contains(column)) {
          throw wrong("has the columns " + header, "a column " + column);
        }
      }
      for (NamedCsvRecord row : rows) {
        if (row.getFieldCount() != header.size()) {
          throw wrong(
              "has %d fields in line %d"
                  .formatted(row.getFieldCount(), row.getStartingLineNumber()),
              "as many as columns, " + header.size());
        }
      }
      return rows;
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw wrong("cannot be read: " + e.getMessage(), "a table with a line of names");
    }
  }

  /** Opens the file, decompressed where its name ends in {@code .gz}. */
  Reader reader() throws IOException {
    InputStream raw = Files.newInputStream(path);
    try {
      InputStream in = named.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new InputStreamReader(in, StandardCharsets.UTF_8);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** An error that names the file. */
  GovernanceException wrong(String got, String allowed) {
    return GovernanceException.data(
        path.toString(), got, allowed, "Name another file by the metric's setting");
  }

  /** Returns the name and the first characters of the digest, for notes. */
  String cited() {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(java.io.OutputStream.nullOutputStream());
      return named + ", SHA-256 " + HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw wrong("cannot be read: " + e, "a readable file");
    }
  }
}
