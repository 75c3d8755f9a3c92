package governance.api.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An immutable table held by columns. Transforms make new ones that share the columns they leave
 * alone. Safe for use by several threads.
 */
@ProviderType
public final class Dataset {
  private final Schema schema;
  private final List<List<?>> columns;
  private final int size;

  private Dataset(Schema schema, List<List<?>> columns, int size) {
    this.schema = schema;
    this.columns = columns;
    this.size = size;
  }

  /**
   * Returns a data set over the given columns.
   *
   * @param schema the columns' names, types and roles
   * @param columns for each column its values, all of one length; not copied, so not to be changed
   *     later
   * @throws IllegalArgumentException if numbers of columns or lengths differ
   */
  public static Dataset of(Schema schema, List<? extends List<?>> columns) {
    if (schema.columns().size() != columns.size()) {
      throw new IllegalArgumentException(
          schema.columns().size() + " columns declared, " + columns.size() + " given");
    }
    int size = columns.isEmpty() ? 0 : columns.get(0).size();
    List<List<?>> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).size() != size) {
        throw new IllegalArgumentException(
            "column "
                + schema.columns().get(i).name()
                + " has "
                + columns.get(i).size()
                + " values, the first has "
                + size);
      }
      all.add(Collections.unmodifiableList(columns.get(i)));
    }
    return new Dataset(schema, List.copyOf(all), size);
  }

  /** Returns the columns' names, types and roles. */
  public Schema schema() {
    return schema;
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /** Returns the values of a column; an unmodifiable list. */
  public List<?> values(String column) {
    int index = schema.indexOf(column);
    if (index < 0) {
      throw new NoSuchElementException("no column \"" + column + "\" among " + schema.names());
    }
    return columns.get(index);
  }

  /** Returns a value of a {@link ValueType#STRING} column, null where missing. */
  public String string(String column, int row) {
    return (String) values(column).get(row);
  }

  /** Returns a value of a {@link ValueType#NUMBER} column, NaN where missing. */
  public double number(String column, int row) {
    return (Double) values(column).get(row);
  }

  /**
   * Returns all values of a {@link ValueType#NUMBER} column, NaN where missing; a copy. For work on
   * many rows.
   *
   * @since 1.1
   */
  public double[] numbers(String column) {
    return values(column).stream().mapToDouble(value -> (Double) value).toArray();
  }

  /**
   * Returns the weight of each row, 1 where it is missing; a copy.
   *
   * @param column the column of weights; where there is none of that name every row weighs 1
   * @since 1.1
   */
  public double[] weights(String column) {
    double[] weights = new double[size];
    Arrays.fill(weights, 1);
    if (schema.indexOf(column) >= 0) {
      Arrays.setAll(weights, row -> Double.isNaN(number(column, row)) ? 1 : number(column, row));
    }
    return weights;
  }

  /** Returns a value of a {@link ValueType#WORDS} column. */
  @SuppressWarnings("unchecked") // columns of this type hold lists of strings by contract
  public List<String> words(String column, int row) {
    return (List<String>) values(column).get(row);
  }

  /** Returns the data set with one column replaced, or added at the end when its name is new. */
  public Dataset with(Column column, List<?> values) {
    List<Column> declared = new ArrayList<>(schema.columns());
    List<List<?>> all = new ArrayList<>(columns);
    int index = schema.indexOf(column.name());
    if (index < 0) {
      declared.add(column);
      all.add(values);
    } else {
      declared.set(index, column);
      all.set(index, values);
    }
    return of(new Schema(declared), all);
  }

  /** Returns the rows at the given positions in that order; a position may come more than once. */
  public Dataset select(int[] rows) {
    List<List<?>> all = new ArrayList<>();
    for (List<?> column : columns) {
      List<Object> chosen = new ArrayList<>(rows.length);
      for (int row : rows) {
        chosen.add(column.get(row));
      }
      all.add(chosen);
    }
    return new Dataset(schema, Collections.unmodifiableList(all), rows.length);
  }
}
