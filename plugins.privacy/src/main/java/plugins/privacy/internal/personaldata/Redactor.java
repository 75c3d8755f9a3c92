package plugins.privacy.internal.personaldata;

import java.util.ArrayList;
import java.util.List;

/** Replaces personal data in texts and in texts that are split into words. */
final class Redactor {
  private final List<Detector> detectors;
  private final Rules rules;

  Redactor(List<Detector> detectors, Rules rules) {
    this.detectors = List.copyOf(detectors);
    this.rules = rules;
  }

  /** Told of each place that is replaced. */
  @FunctionalInterface
  interface Count {
    void add(DataClass type);
  }

  /** Returns what a text holds, in order and without overlaps. */
  static List<Found> find(List<Detector> detectors, String text) {
    Findings findings = new Findings();
    detectors.forEach(detector -> detector.detect(text, findings));
    return findings.settled();
  }

  /**
   * Returns a value as a whole, of a column that holds nothing but one class.
   *
   * @return the value itself where it stays
   */
  String whole(DataClass type, String value, String subject, Count count) {
    String bare = value.strip();
    if (bare.isEmpty()
        || rules.action(type) == Action.KEEP
        || type == DataClass.AGE && !old(bare)) {
      return value;
    }
    count.add(type);
    return rules.replacement(type, bare, subject);
  }

  /** Only ages over 89 are personal data; what cannot be read as an age stays. */
  private static boolean old(String age) {
    return age.matches("[0-9]{2,3}([.][0-9]+)?") && Double.parseDouble(age) >= 90;
  }

  /** Returns the text with everything replaced, or itself. */
  String text(String text, String subject, Count count) {
    StringBuilder replaced = null;
    int done = 0;
    for (Found found : find(detectors, text)) {
      if (rules.action(found.type()) == Action.KEEP) {
        continue;
      }
      replaced = replaced == null ? new StringBuilder(text.length() + 32) : replaced;
      String value = text.substring(found.start(), found.end());
      replaced
          .append(text, done, found.start())
          .append(rules.replacement(found.type(), value, subject));
      done = found.end();
      count.add(found.type());
    }
    return replaced == null ? text : replaced.append(text, done, text.length()).toString();
  }

  /** Returns as many words, those that personal data touches replaced; or the same list. */
  List<String> words(List<String> words, String subject, Count count) {
    String text = String.join(" ", words);
    List<String> result = null;
    int word = 0;
    int begin = 0;
    for (Found found : find(detectors, text)) {
      if (rules.action(found.type()) == Action.KEEP) {
        continue;
      }
      while (word < words.size() && begin + words.get(word).length() <= found.start()) {
        begin += words.get(word++).length() + 1;
      }
      int to = word;
      int end = begin;
      while (to < words.size() && end < found.end()) {
        end += words.get(to++).length() + 1;
      }
      result = result == null ? new ArrayList<>(words) : result;
      String value = text.substring(found.start(), found.end());
      String[] parts = rules.replacement(found.type(), value, subject).split(" ");
      boolean fits = parts.length == to - word;
      for (int i = word; i < to; i++) {
        result.set(i, fits ? parts[i - word] : parts.length == 1 ? parts[0] : tag(found));
      }
      count.add(found.type());
    }
    return result == null ? words : result;
  }

  private static String tag(Found found) {
    return Rules.tag(found.type());
  }
}
