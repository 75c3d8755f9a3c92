package plugins.privacy.internal.personaldata;

/** What begins with a digit. */
final class NumberRules {
  private final DateRules dates;
  private final CodeRules codes;
  private final NameRules names;

  NumberRules(DateRules dates, CodeRules codes, NameRules names) {
    this.dates = dates;
    this.codes = codes;
    this.names = names;
  }

  /** Looks at the digit at {@code at} and returns where to go on. */
  int at(Pass pass, int at) {
    int code = finnish(pass, at);
    if (code > at) {
      return code;
    }
    DigitRuns runs = pass.digits;
    if (!runs.read(pass, at)) {
      return endOfDigits(pass, at);
    }
    int end = runs.end(1);
    if (pass.wordPart(end) || pass.at(end) == ':') {
      int after = codes.at(pass, at);
      if (after > at) {
        return after;
      }
    }
    for (int k = runs.runs(); k >= 1; k--) {
      if (!pass.wordPart(runs.end(k)) && matches(pass, k)) {
        return runs.end(k);
      }
    }
    int after = dates.fromDay(pass, at, end);
    if (after <= at && runs.count(1) <= 5 && pass.at(end) == ' ') {
      after = names.street(pass, at, end + 1);
    }
    if (after <= at) {
      after = announced(pass);
    }
    return Math.max(after, end);
  }

  /** A Finnish code has letters among its digits; returns its end, or {@code at} for none. */
  private static int finnish(Pass pass, int at) {
    char sign = pass.at(at + 6);
    boolean form = sign == '-' || sign == '+' || sign >= 'A' && sign <= 'Y';
    int end = at + 11;
    if (!form || end > pass.text.length() || pass.wordPart(end)) {
      return at;
    }
    if (!NationalIds.finland(pass.text.subSequence(at, end))) {
      return at;
    }
    pass.found(at, end, DataClass.NATIONAL_ID, true);
    return end;
  }

  private static int endOfDigits(Pass pass, int at) {
    int end = at;
    while (pass.digit(end)) {
      end++;
    }
    return end;
  }

  private boolean matches(Pass pass, int k) {
    DigitRuns runs = pass.digits;
    int count = runs.count(k);
    if (k == 2 && dates.dayOfYear(pass)) {
      return true;
    }
    if (count < 4 && k < 3) {
      return k == 1 && age(pass);
    }
    if (k == 4 && address(pass) || k == 3 && dates.numeric(pass)) {
      return true;
    }
    char sign = runs.sign(k);
    if (identity(pass, k, sign)) {
      return true;
    }
    boolean grouped = sign == 0 || sign == ' ' || sign == '-';
    return grouped && count >= 13 && card(pass, k, sign)
        || phone(pass, k, sign)
        || postal(pass, k, sign);
  }

  private static boolean add(Pass pass, int k, DataClass type, boolean checked) {
    pass.found(pass.digits.start(), pass.digits.end(k), type, checked);
    return true;
  }

  private static boolean age(Pass pass) {
    DigitRuns runs = pass.digits;
    int years = runs.value(0);
    if (years < 90 || years > 125) {
      return false;
    }
    int end = runs.end(1);
    String after = pass.text.substring(end, Math.min(pass.text.length(), end + 11)).stripLeading();
    boolean old =
        after.startsWith("years old")
            || after.startsWith("year old")
            || after.startsWith("-year-old")
            || after.startsWith("years of")
            || after.startsWith("yo ")
            || after.startsWith("y/o")
            || after.startsWith("岁");
    return (old || pass.announced(runs.start()) == DataClass.AGE)
        && add(pass, 1, DataClass.AGE, false);
  }

  private static boolean address(Pass pass) {
    DigitRuns runs = pass.digits;
    for (int i = 0; i < 4; i++) {
      if (runs.length(i) > 3 || runs.value(i) > 255) {
        return false;
      }
    }
    boolean more = runs.runs() > 4 && runs.sign(5) == '.';
    return runs.sign(4) == '.' && !more && add(pass, 4, DataClass.IP, true);
  }

  private static boolean card(Pass pass, int k, char sign) {
    DigitRuns runs = pass.digits;
    boolean grouped = sign == 0 || runs.shaped(4, 4, 4) || runs.shaped(4, 6);
    return grouped && Codes.card(runs.text(k)) && add(pass, k, DataClass.CARD, true);
  }

  /** Where one number in ten or eleven holds by chance, form or a word before it must agree. */
  private static boolean identity(Pass pass, int k, char sign) {
    DigitRuns runs = pass.digits;
    int count = runs.count(k);
    boolean mixed = runs.shaped(3, 3, 3, 2) || runs.shaped(2, 2, 2, 3, 2);
    if (count < 9 || count > 18 || sign == '?' && !mixed) {
      return false;
    }
    String d = runs.text(k);
    boolean told = pass.announced(runs.start()) == DataClass.NATIONAL_ID;
    boolean holds =
        switch (count) {
          case 9 ->
              k == 3 && runs.shaped(3, 2, 4) && (sign == '-' || told) && NationalIds.us(d)
                  || told && nine(k, d)
                  || pass.announced(runs.start()) == DataClass.HEALTH_PLAN
                      && runs.shaped(3, 3, 3)
                      && NationalIds.canada(d);
          case 10 ->
              told && NationalIds.nhs(d)
                  || k == 2 && runs.shaped(6, 4) && sign == '-' && NationalIds.sweden(d)
                  || told && NationalIds.sweden(d);
          case 11 -> eleven(runs, k, d, told);
          case 12 ->
              NationalIds.india(d) && (told || k == 3 && runs.shaped(4, 4, 4))
                  || (d.startsWith("19") || d.startsWith("20"))
                      && (k == 1 || runs.shaped(8, 4))
                      && NationalIds.sweden(d.substring(2));
          case 13 ->
              (k == 1 || runs.shaped(3, 4, 4, 2)) && NationalIds.switzerland(d)
                  || (told || k == 2 && runs.shaped(6, 7) && sign == '-') && NationalIds.korea(d);
          case 15 -> NationalIds.france(d);
          case 18 -> k == 1 && NationalIds.china(d);
          default -> false;
        };
    return holds && add(pass, k, DataClass.NATIONAL_ID, true);
  }

  /** Nine digits after a word that names them. */
  private static boolean nine(int k, String d) {
    return k == 1 && NationalIds.us(d)
        || NationalIds.netherlands(d)
        || NationalIds.canada(d)
        || NationalIds.australia(d);
  }

  private static boolean eleven(DigitRuns runs, int k, String d, boolean told) {
    boolean brazilian = runs.shaped(3, 3, 3, 2) && k == 4;
    return (told || brazilian) && NationalIds.brazil(d)
        || told && NationalIds.germany(d)
        || (told || runs.shaped(2, 2, 2, 3, 2) && k == 5) && NationalIds.belgium(d)
        || k == 1 && NationalIds.poland(d) && (told || !chineseMobile(d));
  }

  private static boolean chineseMobile(String d) {
    return d.length() == 11 && d.charAt(0) == '1' && d.charAt(1) >= '3';
  }

  private static boolean phone(Pass pass, int k, char sign) {
    DigitRuns runs = pass.digits;
    int count = runs.count(k);
    if (count < 7 || count > 15 || sign == '/' && k > 2) {
      return false;
    }
    DataClass told = pass.announced(runs.start());
    boolean announced = told == DataClass.PHONE || told == DataClass.FAX;
    boolean american =
        k == 3 && runs.shaped(3, 3, 4) && runs.first() >= '2' && sign != '/'
            || k == 4 && runs.shaped(1, 3, 3, 4) && runs.first() == '1';
    boolean chinese =
        count == 11
            && (k == 1 || runs.shaped(3, 4, 4))
            && chineseMobile(runs.text(k))
            && sign != '.';
    boolean national =
        k >= 2
            && runs.first() == '0'
            && count >= 9
            && count <= 12
            && sign != '.'
            && runs.length(0) <= 5
            && runs.length(0) >= 2;
    if (!(american || chinese || national || announced)) {
      return false;
    }
    return add(pass, k, told == DataClass.FAX ? DataClass.FAX : DataClass.PHONE, false);
  }

  private static boolean postal(Pass pass, int k, char sign) {
    DigitRuns runs = pass.digits;
    boolean form = k == 1 && runs.count(1) == 5 || k == 2 && runs.shaped(5, 4) && sign == '-';
    int at = runs.start();
    boolean state =
        pass.at(at - 1) == ' '
            && Lexicon.usState(pass.at(at - 3), pass.at(at - 2))
            && !pass.wordPart(at - 4);
    boolean told = pass.announced(at) == DataClass.POSTAL_CODE && k == 1 && runs.count(1) >= 4;
    return (form && state || told && runs.count(1) <= 7 || form && told)
        && add(pass, k, DataClass.POSTAL_CODE, false);
  }

  /** A number that a word before it names. */
  private static int announced(Pass pass) {
    DigitRuns runs = pass.digits;
    DataClass type = pass.announced(runs.start());
    if (type == null || type.compareTo(DataClass.PHONE) < 0 && type != DataClass.POSTAL_CODE) {
      return 0;
    }
    for (int k = runs.runs(); k >= 1; k--) {
      if (runs.count(k) >= 5 && !pass.wordPart(runs.end(k))) {
        add(pass, k, type, false);
        return runs.end(k);
      }
    }
    return 0;
  }
}
