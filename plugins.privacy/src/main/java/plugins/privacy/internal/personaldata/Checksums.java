package plugins.privacy.internal.personaldata;

/** Check digits. Digits come as characters 0 to 9. */
final class Checksums {
  private static final int[][] DIHEDRAL = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[] TURN = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  private static final int[][] TURNS = turns();

  private Checksums() {}

  private static int[][] turns() {
    int[][] turns = new int[8][10];
    for (int d = 0; d < 10; d++) {
      turns[0][d] = d;
    }
    for (int i = 1; i < 8; i++) {
      for (int d = 0; d < 10; d++) {
        turns[i][d] = TURN[turns[i - 1][d]];
      }
    }
    return turns;
  }

  /** Luhn, ISO/IEC 7812-1 annex B. */
  static boolean luhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int d = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = i % 2 == 1 ? 2 * d : d;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** Verhoeff 1969 in the dihedral group of the pentagon; Aadhaar. */
  static boolean verhoeff(CharSequence digits) {
    int c = 0;
    for (int i = 0; i < digits.length(); i++) {
      c = DIHEDRAL[c][TURNS[i % 8][digits.charAt(digits.length() - 1 - i) - '0']];
    }
    return c == 0;
  }

  /** Returns the number that digits and letters (A is 10, Z is 35) write, modulo 97. */
  static int mod97(CharSequence text) {
    int rest = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = Character.digit(text.charAt(i), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest;
  }

  /** Returns the sum of the digits times weights, over as many digits as there are weights. */
  static int weighted(CharSequence digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (digits.charAt(i) - '0');
    }
    return sum;
  }

  /** Mod 11,10 of ISO 7064, the German tax number. */
  static boolean mod11And10(CharSequence digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (11 - product) % 10 == digits.charAt(digits.length() - 1) - '0';
  }
}
