package plugins.privacy.internal.anonymity;

import java.util.Arrays;

/**
 * Codes such as postal codes by their first characters; the others are written {@code *}.
 *
 * @param kept how many characters are kept at each level, falling
 * @param length the length that numbers are filled up to with zeros on the left, since they lost
 *     them when they were read
 */
record PrefixHierarchy(int[] kept, int length) implements Hierarchy {
  @Override
  public int levels() {
    return kept.length;
  }

  @Override
  public String[] path(Object value) {
    String text = Values.text(value);
    if (value instanceof Double && text.length() < length) {
      text = "0".repeat(length - text.length()) + text;
    }
    String[] path = new String[kept.length];
    for (int level = 0; level < path.length; level++) {
      int keep = Math.min(kept[level], text.length());
      path[level] = text.substring(0, keep) + Values.ANY.repeat(text.length() - keep);
    }
    return path;
  }

  @Override
  public String description() {
    return "prefix " + Arrays.toString(kept) + " of " + length;
  }
}
