package plugins.privacy.internal.personaldata;

/**
 * Goes through a text once, from the left, and hands each place to the rules for what begins there.
 * Every rule looks a bounded number of characters ahead and back, so the time grows with the length
 * of the text whatever is in it. Safe for use by several threads.
 */
final class Scanner implements Detector {
  private final WordRules words;
  private final NumberRules numbers;
  private final Chinese chinese;

  Scanner(Lexicon lexicon) {
    CodeRules codes = new CodeRules();
    DateRules dates = new DateRules(lexicon);
    NameRules names = new NameRules(lexicon);
    words = new WordRules(lexicon, codes, dates, names);
    numbers = new NumberRules(dates, codes, names);
    chinese = new Chinese(lexicon);
  }

  @Override
  public void detect(String text, Findings findings) {
    Pass pass = new Pass(text, findings);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c <= ' ') {
        i++;
      } else if (c >= '0' && c <= '9') {
        i = numbers.at(pass, i);
      } else if (c < 128 ? c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' : pass.wordPart(i)) {
        i = words.at(pass, i);
      } else if (c == '@') {
        i = AddressRules.mail(pass, i);
      } else if (c == '+' || c == '(') {
        i = AddressRules.phone(pass, i);
      } else {
        i = c >= 128 && Chinese.ideograph(c) ? chinese.at(pass, i) : i + 1;
      }
    }
  }
}
