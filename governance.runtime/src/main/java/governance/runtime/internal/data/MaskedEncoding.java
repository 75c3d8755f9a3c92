package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.engine.Encoded;
import governance.engine.Tokenizer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Turns the rows of a split into windows for a masked language model. In training the weight of a
 * row says how often it is read in an epoch; the fraction of a weight is a chance.
 */
final class MaskedEncoding {
  static final String COLUMN = "text";

  private static final int AT_ONCE = 4096;

  private final Tokenizer tokenizer;
  private final int maxLength;
  private final long seed;
  private final boolean apart;

  /**
   * Prepares.
   *
   * @param apart whether no window holds two texts, as where each row is protected for itself: a
   *     row more would move the places of all that follow
   */
  MaskedEncoding(Tokenizer tokenizer, int maxLength, long seed, boolean apart) {
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
    this.seed = seed;
    this.apart = apart;
  }

  /**
   * Returns the windows of a split.
   *
   * @param training whether weights count
   */
  ModelRows encode(Dataset data, boolean training) {
    List<String> texts = texts(data);
    double[] weights = training ? weights(data) : null;
    Packing packing = new Packing(maxLength);
    SplittableRandom random = new SplittableRandom(seed);
    double most = weights == null ? 1 : java.util.Arrays.stream(weights).max().orElse(1);
    for (int pass = 0; pass < most; pass++) {
      List<String> chosen = new ArrayList<>();
      for (int row = 0; row < texts.size(); row++) {
        double left = weights == null ? 1 : weights[row] - pass;
        if (left >= 1 || left > 0 && random.nextDouble() < left) {
          chosen.add(texts.get(row));
        }
      }
      pack(chosen, packing);
    }
    List<Encoded> windows = packing.windows();
    List<String> read = new Read(windows);
    Schema schema = new Schema(List.of(new Column(COLUMN, ValueType.STRING, Role.TEXT)));
    Dataset rows = Dataset.of(schema, List.of(read));
    return new ModelRows(rows, windows, read, null, null, null);
  }

  private void pack(List<String> texts, Packing packing) {
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
      for (Encoded text : tokenizer.encode(some, Integer.MAX_VALUE)) {
        packing.add(text);
        if (apart) {
          packing.end();
        }
      }
    }
  }

  private static List<String> texts(Dataset data) {
    List<Column> columns = new ArrayList<>(data.schema().with(Role.TEXT));
    columns.addAll(data.schema().with(Role.TOKENS));
    if (columns.size() != 1) {
      throw GovernanceException.spec(
          "data",
          columns.isEmpty()
              ? "no column of text for the model to read"
              : "several columns of text: " + columns.stream().map(Column::name).toList(),
          "one column of role TEXT or TOKENS",
          "Say which one, such as --set data.columns.NAME=text, and set others to ignored");
    }
    List<String> texts = new ArrayList<>();
    for (Object value : data.values(columns.get(0).name())) {
      if (value instanceof List<?> words) {
        texts.add(String.join(" ", words.stream().map(Object::toString).toList()));
      } else if (value != null) {
        texts.add(value.toString());
      } else {
        texts.add("");
      }
    }
    return texts;
  }

  private static double[] weights(Dataset data) {
    return data.schema()
        .first(Role.WEIGHT)
        .map(c -> data.values(c.name()).stream().mapToDouble(v -> (Double) v).toArray())
        .orElse(null);
  }

  /** What the windows say, put together when it is asked for. */
  private static final class Read extends AbstractList<String> {
    private final List<Encoded> windows;

    Read(List<Encoded> windows) {
      this.windows = windows;
    }

    @Override
    public String get(int index) {
      List<String> tokens = windows.get(index).tokens();
      return String.join(" ", tokens.subList(1, tokens.size() - 1)).replace(" ##", "");
    }

    @Override
    public int size() {
      return windows.size();
    }
  }
}
