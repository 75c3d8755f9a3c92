package plugins.quality.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a token classifier read as chunk tags: a prefix (B, I, E, S; O for outside) and a
 * type. Lenient chunk borders are those of conlleval, seqeval's default; strict ones are those of
 * IOB2.
 */
final class TagSet {
  private final char[] prefixes;
  private final int[] typeOf;
  private final List<String> types = new ArrayList<>();

  TagSet(List<String> classes) {
    prefixes = new char[classes.size()];
    typeOf = new int[classes.size()];
    for (int tag = 0; tag < prefixes.length; tag++) {
      String name = classes.get(tag);
      prefixes[tag] = name.isEmpty() ? 'O' : name.charAt(0);
      typeOf[tag] = prefixes[tag] == 'O' ? -1 : number(type(name));
    }
  }

  private static String type(String tag) {
    int dash = tag.indexOf('-', 1);
    String type = tag.substring(dash < 0 ? 1 : dash + 1);
    return type.isEmpty() ? "_" : type;
  }

  private int number(String type) {
    if (!types.contains(type)) {
      types.add(type);
    }
    return types.indexOf(type);
  }

  /** Returns the names of the types. */
  List<String> types() {
    return types;
  }

  /** Returns the type of a tag, or -1 outside of chunks. */
  int type(int tag) {
    return tag < 0 ? -1 : typeOf[tag];
  }

  /** Returns whether there are types and every tag is O or has one of the given prefixes. */
  boolean only(String allowedPrefixes) {
    for (int tag = 0; tag < prefixes.length; tag++) {
      if (prefixes[tag] != 'O' && allowedPrefixes.indexOf(prefixes[tag]) < 0) {
        return false;
      }
    }
    return !types.isEmpty();
  }

  /**
   * Returns whether a chunk that is open after one tag (-1 before the first) ends before the next.
   */
  boolean ends(int previous, int next, boolean strict) {
    char after = prefix(next);
    if (strict) {
      return after != 'I' || type(next) != type(previous);
    }
    char before = prefix(previous);
    return before == 'E'
        || before == 'S'
        || after == 'B'
        || after == 'S'
        || after == 'O'
        || type(previous) != type(next);
  }

  /** Returns whether a chunk begins with a tag, given the tag before it. */
  boolean begins(int previous, int next, boolean strict) {
    char after = prefix(next);
    if (strict || after == 'B' || after == 'O') {
      return after == 'B';
    }
    char before = prefix(previous);
    return after == 'S'
        || before == 'E'
        || before == 'S'
        || before == 'O'
        || type(previous) != type(next);
  }

  private char prefix(int tag) {
    return tag < 0 ? 'O' : prefixes[tag];
  }
}
