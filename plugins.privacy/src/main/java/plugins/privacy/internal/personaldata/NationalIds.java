package plugins.privacy.internal.personaldata;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Numbers by which states know persons: digits alone. Sources stand in the documentation. */
final class NationalIds {
  private static final int[] CHINA = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private NationalIds() {}

  /** US social security number, or individual taxpayer number (9 with the groups in use). */
  static boolean us(CharSequence d) {
    int area = number(d, 0, 3);
    int group = number(d, 3, 5);
    if (area >= 900) {
      return group >= 50 && group <= 65
          || group >= 70 && group <= 88
          || group >= 90 && group <= 92
          || group >= 94;
    }
    return area != 0 && area != 666 && group != 0 && number(d, 5, 9) != 0;
  }

  /** UK NHS number: mod 11 over ten digits. */
  static boolean nhs(CharSequence d) {
    int check = 11 - Checksums.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return check != 10 && check % 11 == d.charAt(9) - '0';
  }

  /** German tax number: mod 11,10; of the first ten digits exactly one comes twice or thrice. */
  static boolean germany(CharSequence d) {
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[d.charAt(i) - '0']++;
    }
    int repeated = 0;
    for (int t : times) {
      if (t > 3) {
        return false;
      }
      repeated += t > 1 ? 1 : 0;
    }
    return d.charAt(0) != '0' && repeated == 1 && Checksums.mod11And10(d);
  }

  /** French NIR: key is 97 less the number modulo 97; sex, month and department are in range. */
  static boolean france(CharSequence d) {
    int month = number(d, 3, 5);
    long number = Long.parseLong(d.subSequence(0, 13).toString());
    boolean born = month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50;
    return (d.charAt(0) == '1' || d.charAt(0) == '2')
        && born
        && 97 - number % 97 == number(d, 13, 15);
  }

  /** Dutch BSN: the 11-test. */
  static boolean netherlands(CharSequence d) {
    int sum = Checksums.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, -1);
    return sum != 0 && sum % 11 == 0;
  }

  /** Polish PESEL: weights 1, 3, 7, 9 and a date of birth of the years 1900 to 2099. */
  static boolean poland(CharSequence d) {
    int month = number(d, 2, 4);
    int year = (month > 20 ? 2000 : 1900) + number(d, 0, 2);
    return day(year, month > 20 ? month - 20 : month, number(d, 4, 6))
        && Checksums.weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
  }

  /**
   * Swedish personnummer, its last ten digits: Luhn and a date of birth (day + 60 if temporary).
   */
  static boolean sweden(CharSequence d) {
    int day = number(d, 4, 6);
    return day(2000 + number(d, 0, 2), number(d, 2, 4), day > 60 ? day - 60 : day)
        && Checksums.luhn(d);
  }

  /**
   * Finnish personal identity code, DDMMYYCZZZQ: a date of birth, a sign of its century, and a
   * check character, the nine digits modulo 31.
   */
  static boolean finland(CharSequence code) {
    String signs = "+-ABCDEFUVWXY";
    int sign = signs.indexOf(code.charAt(6));
    for (int i = 0; i < 10; i++) {
      if (i != 6 && (code.charAt(i) < '0' || code.charAt(i) > '9')) {
        return false;
      }
    }
    int century = sign == 0 ? 1800 : sign >= 2 && sign <= 7 ? 2000 : 1900;
    int rest = (int) ((number(code, 0, 6) * 1000L + number(code, 7, 10)) % 31);
    return sign >= 0
        && number(code, 7, 10) >= 2
        && day(century + number(code, 4, 6), number(code, 2, 4), number(code, 0, 2))
        && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest) == code.charAt(10);
  }

  /** Brazilian CPF: two check digits mod 11; eleven equal digits are none. */
  static boolean brazil(CharSequence d) {
    int first = Checksums.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    int second = Checksums.weighted(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    boolean equal = d.chars().distinct().count() == 1;
    return !equal && first == d.charAt(9) - '0' && second == d.charAt(10) - '0';
  }

  /** Indian Aadhaar: Verhoeff; does not begin with 0 or 1. */
  static boolean india(CharSequence d) {
    return d.charAt(0) > '1' && Checksums.verhoeff(d);
  }

  /** Chinese resident identity number, GB 11643-1999: date of birth and ISO 7064 mod 11-2. */
  static boolean china(CharSequence d) {
    int check = (12 - Checksums.weighted(d, CHINA) % 11) % 11;
    char last = Character.toUpperCase(d.charAt(17));
    return d.charAt(0) != '0'
        && day(number(d, 6, 10), number(d, 10, 12), number(d, 12, 14))
        && number(d, 6, 10) >= 1800
        && last == (check == 10 ? 'X' : (char) ('0' + check));
  }

  /** Canadian social insurance number: Luhn; does not begin with 8. */
  static boolean canada(CharSequence d) {
    return d.charAt(0) != '8' && Checksums.luhn(d);
  }

  /** Swiss AHV number: country 756 and the check digit of GS1. */
  static boolean switzerland(CharSequence d) {
    int sum = Checksums.weighted(d, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1);
    return number(d, 0, 3) == 756 && sum % 10 == 0;
  }

  /**
   * Belgian national number: 97 less the others modulo 97, those born from 2000 with a 2 before.
   */
  static boolean belgium(CharSequence d) {
    int others = number(d, 0, 9);
    int check = number(d, 9, 11);
    boolean born = number(d, 2, 4) <= 12 && number(d, 4, 6) <= 31;
    return born && (97 - others % 97 == check || 97 - (2_000_000_000L + others) % 97 == check);
  }

  /** Australian tax file number: weights, mod 11. */
  static boolean australia(CharSequence d) {
    return Checksums.weighted(d, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
  }

  /** South Korean resident number: date of birth, weights, mod 11 (those given until 2020). */
  static boolean korea(CharSequence d) {
    int sum = Checksums.weighted(d, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
    return day(2000, number(d, 2, 4), number(d, 4, 6))
        && (11 - sum % 11) % 10 == d.charAt(12) - '0';
  }

  /** Returns whether there is such a day. */
  static boolean day(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    try {
      return LocalDate.of(year, month, day) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(CharSequence digits, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = 10 * number + digits.charAt(i) - '0';
    }
    return number;
  }
}
