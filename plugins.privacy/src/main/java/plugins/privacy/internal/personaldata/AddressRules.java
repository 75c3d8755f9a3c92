package plugins.privacy.internal.personaldata;

/** Mail addresses, web addresses, and telephone numbers that begin with a sign. */
final class AddressRules {
  private static final int LOCAL = 64;
  private static final int DOMAIN = 255;

  private AddressRules() {}

  /** Looks around the sign @ and returns where to go on. */
  static int mail(Pass pass, int at) {
    int start = at;
    while (at - start < LOCAL && local(pass, start - 1)) {
      start--;
    }
    while (start < at && pass.at(start) == '.') {
      start++;
    }
    int end = at + 1;
    int dot = 0;
    while (end - at <= DOMAIN
        && (pass.wordPart(end)
            || (pass.at(end) == '-' || pass.at(end) == '.')
                && pass.wordPart(end + 1)
                && pass.wordPart(end - 1))) {
      dot = pass.at(end) == '.' ? end : dot;
      end++;
    }
    boolean top = dot > 0 && end - dot > 2 && Character.isLetter(pass.at(dot + 1));
    if (start == at || !top) {
      return at + 1;
    }
    pass.found(start, end, DataClass.EMAIL, false);
    return end;
  }

  private static boolean local(Pass pass, int index) {
    return pass.wordPart(index) || index >= 0 && "._%+-".indexOf(pass.at(index)) >= 0;
  }

  /** Goes on from a word such as https or www; returns where to go on, 0 for no. */
  static int web(Pass pass, int at, int end) {
    int from = pass.text.startsWith("://", end) ? end + 3 : pass.at(end) == '.' ? end + 1 : 0;
    if (from == 0 || !pass.wordPart(from)) {
      return 0;
    }
    int to = from;
    while (to < pass.text.length() && web(pass.at(to))) {
      to++;
    }
    while (".,;:!?)'".indexOf(pass.at(to - 1)) >= 0) {
      to--;
    }
    pass.found(at, to, DataClass.URL, false);
    return to;
  }

  private static boolean web(char c) {
    return c > ' ' && c < 127 && "\"<>[]{}|\\^`".indexOf(c) < 0;
  }

  /** Goes on from + or ( and returns where to go on. */
  static int phone(Pass pass, int at) {
    boolean plus = pass.at(at) == '+';
    int digits = 0;
    int gaps = 0;
    int last = at;
    int closed = plus ? 0 : -1;
    for (int i = at + 1; i - at < 26 && digits < 16; i++) {
      char c = pass.at(i);
      if (pass.digit(i)) {
        digits++;
        gaps = 0;
        last = i;
      } else if (" -./()\u00a0".indexOf(c) < 0 || ++gaps > 2) {
        break;
      } else if (c == ')' && closed < 0) {
        closed = digits;
      }
    }
    boolean whole = !pass.wordPart(last + 1);
    boolean international = plus && digits >= 8 && digits <= 15 && pass.at(at + 1) != '0';
    boolean area = closed >= 2 && closed <= 5 && digits >= 8 && digits <= 12;
    if (!whole || !(international || !plus && area)) {
      return at + 1;
    }
    boolean fax = pass.announced(at) == DataClass.FAX;
    pass.found(at, last + 1, fax ? DataClass.FAX : DataClass.PHONE, false);
    return last + 1;
  }
}
