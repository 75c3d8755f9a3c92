package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Texts made here, half with a number whose check digit holds and half with one digit of it
 * changed, in forms that need no word before them.
 */
class GeneratedCorpusTest {
  private static final int TEXTS = 2_000;
  private static final List<Detector> DETECTORS = List.of(new Scanner(new Lexicon()));
  private final Random random = new Random(11);

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  private String card() {
    String begin = "4" + digits(14);
    for (int d = 0; d < 10; d++) {
      if (Checksums.luhn(begin + d)) {
        String all = begin + d;
        return random.nextBoolean() ? all : all.replaceAll("(....)(?=.)", "$1 ");
      }
    }
    throw new IllegalStateException();
  }

  private String iban() {
    String account = digits(18);
    String check = String.valueOf(98 - Checksums.mod97(account + "DE00"));
    return "DE" + (check.length() < 2 ? "0" + check : check) + account;
  }

  private String resident() {
    String begin =
        "%06d%d%02d%02d%s"
            .formatted(
                110_000 + random.nextInt(500_000),
                1930 + random.nextInt(90),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                digits(3));
    for (char c : "0123456789X".toCharArray()) {
      if (NationalIds.china(begin + c)) {
        return begin + c;
      }
    }
    throw new IllegalStateException();
  }

  private String make(DataClass type) {
    return switch (type) {
      case CARD -> card();
      case IBAN -> iban();
      default -> resident();
    };
  }

  /** Changes one digit, not among the first two, to another. */
  private String broken(String number) {
    int at;
    do {
      at = 2 + random.nextInt(number.length() - 2);
    } while (!Character.isDigit(number.charAt(at)));
    char other = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
    return number.substring(0, at) + other + number.substring(at + 1);
  }

  @Test
  void numbersWithACheckDigitAreFoundAndOthersAreNot() {
    for (DataClass type : List.of(DataClass.CARD, DataClass.IBAN, DataClass.NATIONAL_ID)) {
      int hits = 0;
      int wrong = 0;
      for (int i = 0; i < TEXTS; i++) {
        String good = make(type);
        hits += holds("ref " + good + " of " + i, type, 4, 4 + good.length()) ? 1 : 0;
        String bad = broken(good);
        wrong += holds("ref " + bad + " of " + i, type, 4, 4 + bad.length()) ? 1 : 0;
      }
      assertEquals(TEXTS, hits, "recall of " + type);
      assertTrue(wrong == 0, "found with a wrong digit: " + wrong + " " + type);
    }
  }

  private static boolean holds(String text, DataClass type, int start, int end) {
    return Redactor.find(DETECTORS, text).contains(new Found(start, end, type, true));
  }
}
