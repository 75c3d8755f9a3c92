package plugins.privacy.internal.personaldata;

import java.util.Locale;

/** What has letters and digits in it, or hexadecimal groups. */
final class CodeRules {
  private static final int LONGEST = 34;

  /** A code that a word names has so many digits; words such as Covid-19 have not. */
  private static final int LEAST_DIGITS = 4;

  /** Looks at the letter or digit at {@code at}; returns where to go on, or {@code at} for no. */
  int at(Pass pass, int at) {
    int end = at;
    boolean digit = false;
    while (end - at <= LONGEST && ascii(pass, end)) {
      digit |= pass.digit(end);
      end++;
    }
    if (end - at > LONGEST || pass.wordPart(end)) {
      return at;
    }
    int after = pass.at(end) == ':' || pass.at(end) == '-' ? groups(pass, at, end) : at;
    if (after > at) {
      return after;
    }
    if (!digit) {
      return announced(pass, at, end);
    }
    String word = pass.text.substring(at, end).toUpperCase(Locale.ROOT);
    DataClass type = whole(word);
    if (type != null) {
      pass.found(at, end, type, true);
      return end;
    }
    after = Math.max(iban(pass, at, word), postcode(pass, at, end));
    return after > at ? after : announced(pass, at, end);
  }

  private static boolean ascii(Pass pass, int index) {
    char c = pass.at(index);
    return c < 128 && pass.wordPart(index);
  }

  private static DataClass whole(String word) {
    return switch (word.length()) {
      case 9 -> Codes.nino(word) || Codes.spain(word) ? DataClass.NATIONAL_ID : null;
      case 15 -> Codes.corsica(word) ? DataClass.NATIONAL_ID : iban(word);
      case 16 -> Codes.italy(word) ? DataClass.NATIONAL_ID : iban(word);
      case 17 -> Codes.vin(word) ? DataClass.VEHICLE : iban(word);
      case 18 ->
          word.chars().limit(17).allMatch(c -> c >= '0' && c <= '9') && NationalIds.china(word)
              ? DataClass.NATIONAL_ID
              : iban(word);
      default -> iban(word);
    };
  }

  private static DataClass iban(String word) {
    return word.length() >= 15 && Codes.iban(word) ? DataClass.IBAN : null;
  }

  /** An IBAN in groups of four. */
  private static int iban(Pass pass, int at, String word) {
    int length = word.length() == 4 ? Codes.ibanLength(word.substring(0, 2)) : 0;
    return length == 0 ? at : collected(pass, at, length, DataClass.IBAN);
  }

  /** A national insurance number in groups of two. */
  int insurance(Pass pass, int at) {
    return collected(pass, at, 9, DataClass.NATIONAL_ID);
  }

  private static int collected(Pass pass, int at, int length, DataClass type) {
    StringBuilder code = new StringBuilder(length);
    int i = at;
    while (code.length() < length) {
      if (ascii(pass, i)) {
        code.append(Character.toUpperCase(pass.at(i)));
      } else if (pass.at(i) != ' ' || pass.at(i - 1) == ' ') {
        return at;
      }
      i++;
    }
    String whole = code.toString();
    boolean holds = type == DataClass.IBAN ? Codes.iban(whole) : Codes.nino(whole);
    if (!holds || pass.wordPart(i)) {
      return at;
    }
    pass.found(at, i, type, true);
    return i;
  }

  /** Postal codes of the United Kingdom and Canada, written in two parts. */
  private static int postcode(Pass pass, int at, int end) {
    boolean canada = end - at == 3 && pass.digit(at + 1) && upper(pass.at(at + 2));
    if (end - at < 2 || end - at > 4 || !upper(pass.at(at)) || pass.at(end) != ' ') {
      return at;
    }
    boolean second =
        pass.digit(end + 1)
            && upper(pass.at(end + 2))
            && (canada && pass.digit(end + 3) || upper(pass.at(end + 3)));
    if (!second || pass.wordPart(end + 4)) {
      return at;
    }
    pass.found(at, end + 4, DataClass.POSTAL_CODE, false);
    return end + 4;
  }

  private static boolean upper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** A code that a word before it names, with hyphens or strokes inside. */
  private static int announced(Pass pass, int at, int end) {
    DataClass type = pass.announced(at);
    if (type == null || type.compareTo(DataClass.NATIONAL_ID) < 0) {
      return at;
    }
    int to = end;
    while (to - at < LONGEST && (pass.at(to) == '-' || pass.at(to) == '/') && ascii(pass, to + 1)) {
      to++;
      while (to - at < LONGEST && ascii(pass, to)) {
        to++;
      }
    }
    int digits = 0;
    for (int i = at; i < to; i++) {
      digits += pass.digit(i) ? 1 : 0;
    }
    if (to - at < 5 || digits < LEAST_DIGITS || pass.wordPart(to)) {
      return at;
    }
    pass.found(at, to, type, false);
    return to;
  }

  /** Hexadecimal groups: an IPv6 address (RFC 4291) or a hardware address of six bytes. */
  private static int groups(Pass pass, int at, int end) {
    char sign = pass.at(end);
    int groups = 0;
    int pairs = 0;
    boolean gap = false;
    int i = at;
    while (i - at < 40) {
      int from = i;
      while (i - from < 5 && Character.digit(pass.at(i), 16) >= 0 && pass.at(i) < 128) {
        i++;
      }
      if (i - from > 4 || i == from) {
        break;
      }
      groups++;
      pairs += i - from == 2 ? 1 : 0;
      if (pass.at(i) != sign) {
        break;
      }
      if (sign == ':' && pass.at(i + 1) == ':' && !gap) {
        gap = true;
        i++;
      }
      i++;
    }
    boolean cut = pass.wordPart(i) || pass.at(i) == ':';
    boolean six = groups == 6 && pairs == 6 && !gap;
    boolean address = sign == ':' && (groups == 8 || gap && groups <= 7);
    if (cut || !(six || address)) {
      return at;
    }
    pass.found(at, i, six ? DataClass.DEVICE : DataClass.IP, true);
    return i;
  }
}
