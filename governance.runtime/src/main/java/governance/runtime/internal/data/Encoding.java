package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Tokenizer;
import governance.runtime.internal.spec.TrainSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Turns the rows of a split into what the model reads and should answer. */
final class Encoding {
  /** Marks a piece that has no label; the loss leaves it out. */
  static final int NO_LABEL = -100;

  private final Task task;
  private final Classes classes;
  private final Tokenizer tokenizer;
  private final int maxLength;
  private final long seed;
  private final boolean apart;

  Encoding(Task task, Classes classes, Tokenizer tokenizer, TrainSpec train) {
    this.task = task;
    this.classes = classes;
    this.tokenizer = tokenizer;
    this.maxLength = train.maxLength();
    this.seed = train.seed();
    this.apart = train.gradientPolicy().isPresent();
  }

  /** Returns the encoded rows of one split. */
  ModelRows encode(Split split, Dataset data) {
    return switch (task) {
      case SEQUENCE_CLASSIFICATION -> sequences(data);
      case TOKEN_CLASSIFICATION -> tokens(data);
      case MASKED_LANGUAGE_MODEL ->
          new MaskedEncoding(tokenizer, maxLength, seed, apart).encode(data, split == Split.TRAIN);
    };
  }

  /** Returns rows whose labels are not known: −1 for texts, the first class for words. */
  ModelRows unlabelled(Dataset data) {
    ModelRows rows = task == Task.SEQUENCE_CLASSIFICATION ? sequences(data) : tokens(data);
    if (rows.labels() != null) {
      Arrays.fill(rows.labels(), -1);
    }
    return rows;
  }

  private ModelRows sequences(Dataset data) {
    String column =
        input(
            data,
            Role.TEXT,
            "Add the transform data.row-text, or give a text column the role TEXT");
    List<String> texts = new ArrayList<>(data.size());
    data.values(column).forEach(v -> texts.add(v == null ? "" : v.toString()));
    Map<String, Integer> index = classes.index();
    int[] labels = data.values(classes.column()).stream().mapToInt(index::get).toArray();
    return new ModelRows(data, tokenizer.encode(texts, maxLength), texts, labels, null, null);
  }

  private ModelRows tokens(Dataset data) {
    String column = input(data, Role.TOKENS, "Give the column of words the role TOKENS");
    Map<String, Integer> index = classes.index();
    List<List<String>> words = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int[][] tags = new int[data.size()][];
    for (int row = 0; row < data.size(); row++) {
      words.add(data.words(column, row));
      texts.add(String.join(" ", words.get(row)));
      tags[row] = data.words(classes.column(), row).stream().mapToInt(index::get).toArray();
    }
    List<Encoded> inputs = data.size() == 0 ? List.of() : tokenizer.encodeWords(words, maxLength);
    int[][] pieces = new int[data.size()][];
    for (int row = 0; row < pieces.length; row++) {
      pieces[row] = pieceLabels(inputs.get(row), tags[row]);
    }
    return new ModelRows(data, inputs, texts, null, tags, pieces);
  }

  /**
   * The first piece of a word carries its label, the others none (Devlin et al. 2019, section 5.3).
   */
  private static int[] pieceLabels(Encoded input, int[] tags) {
    int[] labels = new int[input.length()];
    Arrays.fill(labels, NO_LABEL);
    int last = -1;
    for (int i = 0; i < labels.length; i++) {
      int word = input.words()[i];
      if (word >= 0 && word != last) {
        labels[i] = tags[word];
      }
      last = word;
    }
    return labels;
  }

  private static String input(Dataset data, Role role, String advice) {
    List<Column> columns = data.schema().with(role);
    if (columns.size() != 1) {
      String got = columns.isEmpty() ? "no column" : columns.size() + " columns";
      throw GovernanceException.spec(
          "data", got + " for the model to read", "one column of role " + role, advice);
    }
    return columns.get(0).name();
  }
}
