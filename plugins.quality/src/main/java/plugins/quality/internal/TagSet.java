package plugins.quality.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a token classifier read as chunk tags: a prefix (B, I, E, S; O for outside) and a
 * type. Lenient chunk borders are those of conlleval, seqeval's default; strict ones are those of
 * IOBES where a class has the prefix E or S, otherwise those of IOB2.
 */
final class TagSet {
  private final char[] prefixes;
  private final int[] typeOf;
  private final List<String> types = new ArrayList<>();
  private final boolean closed;

  TagSet(List<String> classes) {
    prefixes = new char[classes.size()];
    typeOf = new int[classes.size()];
    for (int tag = 0; tag < prefixes.length; tag++) {
      String name = classes.get(tag);
      prefixes[tag] = name.isEmpty() ? 'O' : name.charAt(0);
      typeOf[tag] = prefixes[tag] == 'O' ? -1 : number(type(name));
    }
    closed = !only("BI") && only("BIES");
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
   * Returns whether a chunk whose last tag is this one is whole. Strict IOBES asks for an end: S,
   * or B, any I, and E.
   */
  boolean whole(int last, boolean strict) {
    return !strict || !closed || prefix(last) == 'E' || prefix(last) == 'S';
  }

  /**
   * Returns whether a chunk that is open after one tag (-1 before the first) ends before the next.
   */
  boolean ends(int previous, int next, boolean strict) {
    char after = prefix(next);
    char before = prefix(previous);
    if (strict) {
      boolean goesOn = after == 'I' || after == 'E';
      boolean over = before == 'E' || before == 'S';
      return over || !goesOn || type(next) != type(previous);
    }
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
    if (strict) {
      return after == 'B' || after == 'S';
    }
    if (after == 'B' || after == 'O') {
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
