package plugins.privacy.internal.personaldata;

/** Digits from a place on, in runs that one sign parts; bounded, so that a pass stays linear. */
final class DigitRuns {
  private static final int MOST = 8;
  private static final int DIGITS = 24;

  private final char[] digits = new char[DIGITS];
  private final int[] ends = new int[MOST];
  private final int[] counts = new int[MOST];
  private final char[] signs = new char[MOST];
  private int runs;
  private int start;

  /** Reads from the digit at {@code at}; returns false where the first run is too long. */
  boolean read(Pass pass, int at) {
    start = at;
    runs = 0;
    int count = 0;
    int i = at;
    while (runs < MOST) {
      while (pass.digit(i) && count < DIGITS) {
        digits[count++] = pass.text.charAt(i++);
      }
      if (pass.digit(i)) {
        return runs > 0;
      }
      ends[runs] = i;
      counts[runs] = count;
      signs[runs] = pass.at(i);
      runs++;
      if (!sign(pass.at(i)) || !pass.digit(i + 1)) {
        return true;
      }
      i++;
    }
    return true;
  }

  private static boolean sign(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '\u00a0';
  }

  int runs() {
    return runs;
  }

  int start() {
    return start;
  }

  /** Returns the index after the first {@code k} runs. */
  int end(int k) {
    return ends[k - 1];
  }

  /** Returns how many digits the first {@code k} runs have. */
  int count(int k) {
    return counts[k - 1];
  }

  /** Returns the length of run {@code k}, from 0. */
  int length(int k) {
    return k == 0 ? counts[0] : counts[k] - counts[k - 1];
  }

  /** Returns the value of run {@code k}, from 0, of at most 9 digits. */
  int value(int k) {
    int value = 0;
    for (int i = k == 0 ? 0 : counts[k - 1]; i < counts[k]; i++) {
      value = 10 * value + digits[i] - '0';
    }
    return value;
  }

  /** Returns the digits of the first {@code k} runs. */
  String text(int k) {
    return new String(digits, 0, counts[k - 1]);
  }

  /** Returns the sign between the first {@code k} runs, 0 for none and ? where they differ. */
  char sign(int k) {
    char sign = k < 2 ? 0 : signs[0];
    for (int i = 1; i < k - 1; i++) {
      sign = signs[i] == sign ? sign : '?';
    }
    return sign;
  }

  char first() {
    return digits[0];
  }

  /** Returns whether the first runs have these lengths. */
  boolean shaped(int... lengths) {
    if (runs < lengths.length) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      if (length(i) != lengths[i]) {
        return false;
      }
    }
    return true;
  }
}
