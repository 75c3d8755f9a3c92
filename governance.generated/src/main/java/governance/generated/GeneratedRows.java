package governance.generated;

import governance.api.GovernanceException;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import java.util.List;

/**
 * As many generated rows as are asked for. Each row has a generator of its own: a change of one
 * row's draws leaves the others alone. Used by one thread.
 */
public final class GeneratedRows implements RowStream {
  private static final int MOST = 1_000_000;

  private final Schema schema;
  private final int count;
  private final SplitMix seeds;
  private final Maker maker;
  private int made;

  /** Makes one row. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Returns the values of a row, one for each column.
     *
     * @param random draws of this row alone
     * @param number its number, from 1
     */
    List<Object> row(SplitMix random, int number);
  }

  private GeneratedRows(Schema schema, int count, long seed, Maker maker) {
    this.schema = schema;
    this.count = count;
    this.seeds = new SplitMix(seed);
    this.maker = maker;
  }

  /**
   * Returns rows.
   *
   * @param source id of the data source, for errors
   * @throws GovernanceException if {@code count} is not 1 to 1000000
   */
  public static GeneratedRows of(String source, Schema schema, int count, long seed, Maker maker) {
    if (count < 1 || count > MOST) {
      throw GovernanceException.spec(
          source + " setting rows", "got " + count, "1 to " + MOST, "Give a number of rows");
    }
    return new GeneratedRows(schema, count, seed, maker);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Row next() {
    if (made == count) {
      return null;
    }
    made++;
    return Row.of(made, maker.row(new SplitMix(seeds.nextLong()), made));
  }

  @Override
  public void close() {
    made = count;
  }
}
