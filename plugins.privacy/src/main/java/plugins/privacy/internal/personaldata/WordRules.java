package plugins.privacy.internal.personaldata;

/** What begins with a letter. */
final class WordRules {
  private final Lexicon lexicon;
  private final CodeRules codes;
  private final DateRules dates;
  private final NameRules names;

  WordRules(Lexicon lexicon, CodeRules codes, DateRules dates, NameRules names) {
    this.lexicon = lexicon;
    this.codes = codes;
    this.dates = dates;
    this.names = names;
  }

  /** Looks at the word that begins at {@code at} and returns where to go on, after it. */
  int at(Pass pass, int at) {
    int end = at;
    boolean digit = false;
    while (pass.wordPart(end)) {
      digit |= pass.digit(end);
      end++;
    }
    boolean hyphen = pass.at(end) == '-' && (end - at == 2 || pass.announced(at) != null);
    if (digit || hyphen || pass.at(end) == ':' && end - at <= 4) {
      int after = codes.at(pass, at);
      if (after > at) {
        return after;
      }
      if (digit) {
        return end;
      }
    }
    int marks = lexicon.marks(pass.text, at, end);
    int after = marks == 0 ? 0 : marked(pass, at, end, marks);
    char first = pass.at(at);
    if (after == 0 && first < 'a' && first >= 'A' || first >= 128 && Character.isUpperCase(first)) {
      if (end - at == 2 && pass.at(end) == ' ' && pass.digit(end + 1)) {
        after = codes.insurance(pass, at);
      }
      after = Math.max(after, names.at(pass, at, end));
    }
    return Math.max(after, end);
  }

  private int marked(Pass pass, int at, int end, int marks) {
    DataClass announced = Lexicon.announced(marks);
    if (announced != null) {
      pass.announce(announced, end);
    }
    if ((marks & Lexicon.WEB) != 0) {
      return AddressRules.web(pass, at, end);
    }
    return (marks & Lexicon.MONTH) != 0 ? dates.fromMonth(pass, at, end) : 0;
  }
}
