package governance.runtime.internal.resample;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A column of texts of which there are few different ones, held as numbers; null is missing. */
public final class CodedTexts extends AbstractList<String> implements RandomAccess {
  private final List<String> texts;
  private final int[] codes;

  /**
   * Makes a column.
   *
   * @param texts the different texts in ascending order
   * @param codes for each row the index of its text, or -1; taken over, not copied
   */
  public CodedTexts(List<String> texts, int[] codes) {
    this.texts = List.copyOf(texts);
    this.codes = codes;
  }

  List<String> texts() {
    return texts;
  }

  int[] codes() {
    return codes;
  }

  @Override
  public String get(int row) {
    return codes[row] < 0 ? null : texts.get(codes[row]);
  }

  @Override
  public int size() {
    return codes.length;
  }
}
