package plugins.quality.internal;

/** Reads the tags of one text after the other and says where chunks end; makes no objects. */
final class ChunkReader {
  private final TagSet tags;
  private final boolean strict;
  private int previous = -1;
  private int begin = -1;
  private int endedBegin;
  private int endedType;

  ChunkReader(TagSet tags, boolean strict) {
    this.tags = tags;
    this.strict = strict;
  }

  /**
   * Reads a tag, or -1 after the last of a text.
   *
   * @param row the position of the tag
   * @param tag its class
   * @return whether a whole chunk ended just before it
   */
  boolean read(int row, int tag) {
    boolean over = begin >= 0 && tags.ends(previous, tag, strict);
    boolean ended = over && tags.whole(previous, strict);
    if (over) {
      endedBegin = begin;
      endedType = tags.type(previous);
      begin = -1;
    }
    if (tags.begins(previous, tag, strict)) {
      begin = row;
    }
    previous = tag;
    return ended;
  }

  /** Returns the position of the first tag of the chunk that ended last. */
  int endedBegin() {
    return endedBegin;
  }

  /** Returns the type of the chunk that ended last. */
  int endedType() {
    return endedType;
  }
}
