package plugins.privacy.internal.personaldata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words that mean something to the rules: names, places, months, words that announce a number. */
final class Lexicon {
  static final int FIRST = 1;
  static final int LAST = 1 << 1;
  static final int PLACE = 1 << 2;
  static final int REGION = 1 << 3;

  /** First word of a name of several words. */
  static final int BEGINS = 1 << 4;

  static final int MONTH = 1 << 5;
  static final int TITLE = 1 << 6;

  /** Begins no name. */
  static final int COMMON = 1 << 7;

  /** A name that is a word, too. */
  static final int AMBIGUOUS = 1 << 8;

  /** Makes what stands before it the name of an organisation. */
  static final int ORGANISATION = 1 << 9;

  /** Makes what stands before it the name of a place. */
  static final int LANDSCAPE = 1 << 10;

  static final int STREET = 1 << 11;
  static final int WEB = 1 << 12;

  /** Joins parts of a name, in lower case. */
  static final int PARTICLE = 1 << 13;

  /** What persons do: names stand before it. */
  static final int DONE = 1 << 14;

  /** Where the class that a word announces is kept: ordinal and 1. */
  private static final int ANNOUNCES = 20;

  private static final String STATES =
      " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM"
          + " NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ";

  private final WordTable words = new WordTable();
  private final List<String> chinese = new ArrayList<>();

  /** Reads the lists of the bundle, and what the Java platform knows of countries and cities. */
  Lexicon() {
    for (String line : lines("words.txt")) {
      int at = line.indexOf(':');
      int mark = mark(line.substring(0, at));
      for (String word : line.substring(at + 1).split(",")) {
        put(word.strip(), mark);
      }
    }
    for (String code : Locale.getISOCountries()) {
      put(new Locale("", code).getDisplayCountry(Locale.ENGLISH), REGION);
      place(new Locale("", code).getDisplayCountry(Locale.CHINESE), REGION);
    }
    for (String zone : ZoneId.getAvailableZoneIds()) {
      String city = zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
      if (zone.indexOf('/') > 0
          && !zone.startsWith("Etc")
          && !zone.startsWith("SystemV")
          && city.length() > 4
          && city.chars().allMatch(c -> c == ' ' || Character.isLetter(c))) {
        put(city, PLACE);
      }
    }
  }

  private static int mark(String name) {
    return switch (name) {
      case "first" -> FIRST;
      case "last" -> LAST;
      case "place" -> PLACE;
      case "region" -> REGION;
      case "month" -> MONTH;
      case "title" -> TITLE;
      case "common" -> COMMON;
      case "ambiguous" -> AMBIGUOUS;
      case "organisation" -> ORGANISATION;
      case "landscape" -> LANDSCAPE;
      case "street" -> STREET;
      case "web" -> WEB;
      case "particle" -> PARTICLE;
      case "done" -> DONE;
      default -> DataClass.valueOf(name).ordinal() + 1 << ANNOUNCES;
    };
  }

  /** Adds a word; one in Chinese signs is looked for in Chinese texts. */
  void put(String word, int mark) {
    if (word.isEmpty()) {
      return;
    }
    if (Chinese.ideograph(word.charAt(0))) {
      place(word, mark);
      return;
    }
    words.put(word, mark);
    for (int i = word.indexOf(' '); i > 0; i = word.indexOf(' ', i + 1)) {
      words.put(word.substring(0, i), BEGINS);
    }
  }

  private void place(String word, int mark) {
    if (word.length() > 1 && Chinese.ideograph(word.charAt(0))) {
      words.put(word, mark);
      chinese.add(word);
    }
  }

  /** Returns the words in Chinese signs. */
  List<String> chinese() {
    return chinese;
  }

  int marks(String text, int start, int end) {
    return words.get(text, start, end);
  }

  /** Returns the class that a word with these marks announces, or null. */
  static DataClass announced(int marks) {
    int ordinal = (marks >>> ANNOUNCES) - 1;
    return ordinal < 0 || ordinal >= DataClass.values().length ? null : DataClass.values()[ordinal];
  }

  static boolean usState(char a, char b) {
    return a >= 'A' && b >= 'A' && STATES.contains(" " + a + b + " ");
  }

  static List<String> lines(String resource) {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Lexicon.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
