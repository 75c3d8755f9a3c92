package plugins.privacy.internal.personaldata;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Lists of names and places that the operator has. */
final class Dictionaries {
  private static final Map<String, Integer> KINDS =
      Map.of("first", Lexicon.FIRST, "last", Lexicon.LAST, "place", Lexicon.PLACE);

  private Dictionaries() {}

  /**
   * Adds the first field of each line of files.
   *
   * @param entries each kind=file; a file in the folder of public data sets, or in the working
   *     directory
   */
  static void read(Lexicon lexicon, String setting, String[] entries, Optional<Path> folder) {
    for (String entry : entries) {
      int at = entry.indexOf('=');
      Integer mark = at < 0 ? null : KINDS.get(entry.substring(0, at).strip());
      if (mark == null) {
        throw GovernanceException.spec(
            setting,
            "got \"" + entry + "\"",
            "first=FILE, last=FILE or place=FILE",
            "Say what the file lists");
      }
      Path given = Path.of(entry.substring(at + 1).strip());
      Path file = folder.map(f -> f.resolve(given)).filter(Files::isRegularFile).orElse(given);
      add(lexicon, setting, file, mark);
    }
  }

  private static void add(Lexicon lexicon, String setting, Path file, int mark) {
    try {
      boolean head = true;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String word = line.split("[,\t]", 2)[0].strip();
        boolean named = head && (word.equalsIgnoreCase("name") || word.equalsIgnoreCase("place"));
        head = false;
        if (word.length() > 1 && !named && !line.startsWith("#")) {
          lexicon.put(word, mark);
        }
      }
    } catch (IOException e) {
      throw GovernanceException.spec(
          setting,
          file + " cannot be read",
          "a file in UTF-8 with one name a line",
          "Correct the name, or set GOVERNANCE_DATA to the folder that holds it");
    }
  }
}
