package plugins.privacy.internal.personaldata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Numbers with letters in them: bank accounts, national ids, vehicles; upper case, no spaces. */
final class Codes {
  private static final String SPAIN = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28"
          + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24"
          + " ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22"
          + " RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24"
          + " XK20";
  private static final Map<String, Integer> IBAN = new HashMap<>();
  private static final int[] VIN = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  static {
    for (String entry : LENGTHS.split(" ")) {
      IBAN.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
  }

  private Codes() {}

  /** Returns how long an IBAN of the country is, 0 where the country has none. */
  static int ibanLength(String country) {
    return IBAN.getOrDefault(country.toUpperCase(Locale.ROOT), 0);
  }

  /** ISO 13616: length of the country and mod 97 of the rotated number. */
  static boolean iban(String code) {
    return code.length() >= 15
        && code.length() == ibanLength(code.substring(0, 2))
        && Checksums.mod97(code.substring(4) + code.substring(0, 4)) == 1;
  }

  /** UK national insurance number: two letters, six digits, A to D; no check digit. */
  static boolean nino(String code) {
    return code.matches("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
        && !"BG GB NK KN TN NT ZZ".contains(code.substring(0, 2));
  }

  /** Spanish DNI or NIE: the letter follows from the number modulo 23. */
  static boolean spain(String code) {
    if (!code.matches("[0-9XYZ][0-9]{7}[A-Z]")) {
      return false;
    }
    int first = "XYZ".indexOf(code.charAt(0));
    String number = first < 0 ? code.substring(0, 8) : first + code.substring(1, 8);
    return SPAIN.charAt(Integer.parseInt(number) % 23) == code.charAt(8);
  }

  /** French NIR of somebody born in Corsica: 2A counts as 19 and 2B as 18. */
  static boolean corsica(String code) {
    return code.matches("[12][0-9]{4}2[AB][0-9]{8}")
        && NationalIds.france(code.replace("2A", "19").replace("2B", "18"));
  }

  /** Italian codice fiscale: its last letter follows from the others modulo 26. */
  static boolean italy(String code) {
    if (!code.matches("[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int value = Character.digit(code.charAt(i), 36);
      value = value > 9 ? value - 10 : value;
      sum += i % 2 == 0 ? ODD[value] : value;
    }
    return sum % 26 == code.charAt(15) - 'A';
  }

  /** Vehicle identification number with the North American check digit, 49 CFR 565.15. */
  static boolean vin(String code) {
    if (!code.matches("[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{8}")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      char c = code.charAt(i);
      sum += VIN[i] * (c <= '9' ? c - '0' : "12345678 12345 7 923456789".charAt(c - 'A') - '0');
    }
    return "0123456789X".charAt(sum % 11) == code.charAt(8);
  }

  /** Payment card: issuer's range and length, then Luhn. */
  static boolean card(CharSequence d) {
    int n = d.length();
    if (n < 13 || n > 19) {
      return false;
    }
    int two = Integer.parseInt(d.subSequence(0, 2).toString());
    int four = Integer.parseInt(d.subSequence(0, 4).toString());
    boolean issued =
        d.charAt(0) == '4' && (n == 13 || n == 16 || n == 19) // Visa
            || n == 16 && (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) // Mastercard
            || n == 15 && (two == 34 || two == 37) // American Express
            || n == 14 && (two == 36 || two == 38 || two == 39 || four >= 3000 && four <= 3059)
            || n >= 16 && (four == 6011 || two == 65 || four >= 6440 && four <= 6499) // Discover
            || n >= 16 && (two == 62 || two == 81) // UnionPay
            || n >= 16 && four >= 3528 && four <= 3589 // JCB
            || n >= 12 && (two == 50 || two >= 56 && two <= 58 || two == 63 || two == 67) // Maestro
            || n == 16 && four >= 2200 && four <= 2204; // Mir
    return issued && Checksums.luhn(d);
  }
}
