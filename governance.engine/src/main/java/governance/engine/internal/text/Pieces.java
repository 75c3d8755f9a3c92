package governance.engine.internal.text;

import java.util.AbstractList;
import java.util.List;

/** The pieces of a text, looked up by id when they are asked for. */
final class Pieces extends AbstractList<String> {
  private final int[] ids;
  private final List<String> table;

  Pieces(int[] ids, List<String> table) {
    this.ids = ids;
    this.table = table;
  }

  @Override
  public String get(int index) {
    return table.get(ids[index]);
  }

  @Override
  public int size() {
    return ids.length;
  }
}
