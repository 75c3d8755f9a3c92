package plugins.data.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plugins.data.internal.LineReader.Line;

/**
 * One file of a mix.
 *
 * @param weight weight of each of its rows, above 0
 * @param column its column of text; {@code lines} or {@code paragraphs} for plain text
 * @param file the file
 */
record MixPart(double weight, String column, Path file) {
  static final String LINES = "lines";
  static final String PARAGRAPHS = "paragraphs";

  private static final String FORM = "weight, column and file with tabs between them";

  /** Reads the list; lines that are empty or begin with # are left out. */
  static List<MixPart> read(DataFile list, Path root) throws IOException {
    List<MixPart> parts = new ArrayList<>();
    try (LineReader lines = list.open()) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (!line.text().isBlank() && !line.text().startsWith("#")) {
          parts.add(part(list, root, line));
        }
      }
    }
    if (parts.isEmpty()) {
      throw list.problem("the list names no file", FORM, "Add a line for each file");
    }
    return parts;
  }

  private static MixPart part(DataFile list, Path root, Line line) {
    String[] fields = line.text().split("\t");
    String where = "line " + line.number();
    if (fields.length != 3) {
      throw list.problem(where + " has " + fields.length + " fields", FORM, "Mend the line");
    }
    double weight = weight(fields[0]);
    if (!(weight > 0 && weight <= 100)) {
      throw list.problem(
          where + ": the weight is " + fields[0], "a number above 0 and at most 100", "Mend it");
    }
    try {
      Path file = root.resolve(fields[2].strip());
      if (Files.isRegularFile(file)) {
        return new MixPart(weight, fields[1].strip(), file);
      }
      throw list.problem(
          where + ": there is no file " + file,
          "files below " + root,
          "Correct the path, or give the folder with data.settings.root");
    } catch (InvalidPathException e) {
      throw list.problem(where + ": " + e.getMessage(), "a path", "Mend it");
    }
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
