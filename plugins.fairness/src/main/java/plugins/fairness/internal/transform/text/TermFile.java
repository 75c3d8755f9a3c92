package plugins.fairness.internal.transform.text;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.TransformSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of terms: one entry a line, fields parted by a tab or comma, # for comments. */
final class TermFile {
  private TermFile() {}

  /**
   * Returns the fields of each line.
   *
   * @param name the file: absolute, or in the folder of public data sets, or in the working
   *     directory
   * @param setting the setting that names it, for errors
   */
  static List<String[]> read(TransformSetup setup, String name, String setting) {
    Path file = find(setup, name, setting);
    List<String[]> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(fields(line));
        }
      }
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(Remedy.FIX_DATA, setting + ": " + file, "cannot be read: " + e, "UTF-8", ""),
          e);
    }
    return lines;
  }

  private static Path find(TransformSetup setup, String name, String setting) {
    Path given = Path.of(name);
    Path inData = setup.dataDirectory().map(folder -> folder.resolve(given)).orElse(given);
    if (Files.isRegularFile(inData)) {
      return inData;
    }
    if (Files.isRegularFile(given)) {
      return given;
    }
    String where =
        setup.dataDirectory().map(folder -> "in " + folder + " and ").orElse("")
            + "in the working directory";
    throw GovernanceException.spec(
        setting,
        "got " + name + ", and there is no such file " + where,
        "a file of terms",
        "Correct the name, or set GOVERNANCE_DATA to the folder that holds it");
  }

  private static String[] fields(String line) {
    String[] fields = line.split(line.indexOf('\t') >= 0 ? "\t" : ",", -1);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].strip();
    }
    return fields;
  }
}
