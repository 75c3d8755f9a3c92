package plugins.privacy.internal.personaldata;

import java.util.HashSet;
import java.util.Set;

/** One way through one text: what was seen so far, for rules that look back. */
final class Pass {
  /** How far a word such as "account" reaches, in characters. */
  private static final int REACH = 24;

  final String text;
  final Findings findings;
  final DigitRuns digits = new DigitRuns();
  private DataClass context;
  private int contextEnd;
  private Set<String> surnames;

  Pass(String text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  /** Notes that a word says what the next number is. */
  void announce(DataClass type, int end) {
    context = type;
    contextEnd = end;
  }

  /** Returns what words just before say of the place, or null. */
  DataClass announced(int at) {
    return context != null && at - contextEnd <= REACH ? context : null;
  }

  void found(int start, int end, DataClass type, boolean checked) {
    findings.add(start, end, type, checked);
  }

  /** Notes the last word of a full name: alone it is a name further on. */
  void surname(String name) {
    if (surnames == null) {
      surnames = new HashSet<>();
    }
    surnames.add(name);
  }

  boolean isSurname(int start, int end) {
    return surnames != null && surnames.contains(text.substring(start, end));
  }

  /** Returns the character, or 0 beyond the text. */
  char at(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : 0;
  }

  boolean digit(int index) {
    char c = at(index);
    return c >= '0' && c <= '9';
  }

  boolean wordPart(int index) {
    char c = at(index);
    return c < 128
        ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
        : Character.isLetterOrDigit(c) && !Chinese.ideograph(c);
  }
}
