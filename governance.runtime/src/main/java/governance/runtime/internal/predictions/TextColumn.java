package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A column of few different texts, held as their numbers; a missing value is −1. */
final class TextColumn implements FieldSink {
  private static final Set<String> MISSING = Set.of("", "?", "NA", "N/A", "NaN", "null");

  private final String file;
  private final String name;
  private final int most;
  private final String advice;
  private final IntChunks codes = new IntChunks();
  private final List<String> texts = new ArrayList<>();
  private String[] keys = new String[64];
  private int[] values = new int[64];
  private long firstMissing = -1;

  /**
   * Makes a column.
   *
   * @param most greatest number of different texts
   * @param advice what to do when there are more
   */
  TextColumn(String file, String name, int most, String advice) {
    this.file = file;
    this.name = name;
    this.most = most;
    this.advice = advice;
  }

  @Override
  public void add(char[] text, int offset, int length, long line) {
    int from = offset;
    int to = offset + length;
    while (from < to && text[from] <= ' ') {
      from++;
    }
    while (to > from && text[to - 1] <= ' ') {
      to--;
    }
    int code = code(text, from, to - from);
    if (code < 0 && firstMissing < 0) {
      firstMissing = line;
    }
    codes.add(code);
  }

  private int code(char[] text, int from, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + text[from + i];
    }
    int at = (hash ^ hash >>> 15) & keys.length - 1;
    while (keys[at] != null) {
      if (same(keys[at], text, from, length)) {
        return values[at];
      }
      at = at + 1 & keys.length - 1;
    }
    String key = new String(text, from, length);
    keys[at] = key;
    values[at] = MISSING.contains(key) ? -1 : number(key);
    int code = values[at];
    if (2 * texts.size() + 16 > keys.length) {
      grow();
    }
    return code;
  }

  private static boolean same(String key, char[] text, int from, int length) {
    if (key.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int number(String key) {
    if (texts.size() == most) {
      throw GovernanceException.data(
          file + " column " + name,
          "has more than " + most + " different values, such as " + texts.subList(0, 3),
          "at most " + most,
          advice);
    }
    texts.add(key);
    return texts.size() - 1;
  }

  private void grow() {
    String[] oldKeys = keys;
    int[] oldValues = values;
    keys = new String[4 * oldKeys.length];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        char[] text = oldKeys[i].toCharArray();
        int hash = text.length;
        for (char c : text) {
          hash = 31 * hash + c;
        }
        int at = (hash ^ hash >>> 15) & keys.length - 1;
        while (keys[at] != null) {
          at = at + 1 & keys.length - 1;
        }
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  /** Returns the different texts in the order they came. */
  List<String> texts() {
    return texts;
  }

  /** Returns how many fields were taken. */
  int rows() {
    return codes.size();
  }

  /** Returns how many rows have each text; the last is the number of missing ones. */
  long[] counts() {
    return codes.counts(texts.size());
  }

  /** Returns for each row {@code to[code of its text]}, −1 where it is missing; only once. */
  int[] take(int[] to) {
    return codes.take(to);
  }

  /** Returns for each row the number of its text; only once. */
  int[] take() {
    int[] same = new int[texts.size()];
    Arrays.setAll(same, i -> i);
    return take(same);
  }

  /** Refuses rows without a value. */
  void refuseMissing(String what) {
    long missing = counts()[texts.size()];
    if (missing > 0) {
      throw GovernanceException.data(
          file + " column " + name,
          missing
              + (missing == 1 ? " row has" : " rows have")
              + " no "
              + what
              + ", the first in line "
              + firstMissing,
          "a value in each row",
          "Fill these rows in, or take them out");
    }
  }
}
