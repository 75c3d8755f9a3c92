package governance.runtime.internal.evaluate;

import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of the engine as metrics may ask it; ends with the call it was made for. */
final class QueriedModel implements QueryableModel, AutoCloseable {
  private final TextModel model;
  private final Tokenizer tokenizer;
  private final int maxLength;
  private AskedClozes clozes;
  private boolean closed;

  QueriedModel(TextModel model, Tokenizer tokenizer, int maxLength) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
  }

  @Override
  public Task task() {
    return model.task();
  }

  @Override
  public List<String> classes() {
    return model.classes();
  }

  @Override
  public double[][] probabilities(List<String> texts) {
    check(Task.SEQUENCE_CLASSIFICATION);
    if (texts.isEmpty()) {
      return new double[0][];
    }
    float[][] found = model.predict(tokenizer.encode(texts, maxLength)).sequences();
    return Arrays.stream(found).map(QueriedModel::wide).toArray(double[][]::new);
  }

  @Override
  public List<double[][]> wordProbabilities(List<List<String>> texts) {
    check(Task.TOKEN_CLASSIFICATION);
    List<double[][]> all = new ArrayList<>();
    if (texts.isEmpty()) {
      return all;
    }
    List<Encoded> inputs = tokenizer.encodeWords(texts, maxLength);
    float[][][] pieces = model.predict(inputs).tokens();
    for (int i = 0; i < pieces.length; i++) {
      all.add(firstPieces(inputs.get(i), pieces[i]));
    }
    return all;
  }

  /** A word is predicted by its first piece. */
  private static double[][] firstPieces(Encoded input, float[][] pieces) {
    List<double[]> words = new ArrayList<>();
    for (int piece = 0; piece < input.length(); piece++) {
      if (input.words()[piece] == words.size()) {
        words.add(wide(pieces[piece]));
      }
    }
    return words.toArray(double[][]::new);
  }

  @Override
  public List<PieceScores> pieceScores(List<String> texts) {
    opened();
    return clozes().alone(texts, tokenizer.encode(texts, maxLength));
  }

  @Override
  public Optional<String> clozeProblem() {
    opened();
    return model.clozeProblem().or(() -> noMask());
  }

  private Optional<String> noMask() {
    return tokenizer.mask() >= 0
        ? Optional.empty()
        : Optional.of("the tokenizer has no token that stands for a hidden place");
  }

  @Override
  public List<List<String>> pieces(List<String> texts) {
    opened();
    return encode(texts).stream().map(AskedClozes::pieces).toList();
  }

  @Override
  public List<double[]> clozeScores(List<Cloze> asked) {
    opened();
    return clozes().scores(asked, inputs(asked));
  }

  @Override
  public List<int[]> clozeRanks(List<Cloze> asked) {
    opened();
    return clozes().ranks(asked, inputs(asked));
  }

  private Map<String, Encoded> inputs(List<Cloze> asked) {
    List<String> texts = asked.stream().map(Cloze::text).distinct().toList();
    List<Encoded> inputs = encode(texts);
    Map<String, Encoded> byText = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byText.put(texts.get(i), inputs.get(i));
    }
    return byText;
  }

  /** Whole texts, up to what the model can read. */
  private List<Encoded> encode(List<String> texts) {
    return texts.isEmpty() ? List.of() : tokenizer.encode(texts, model.architecture().positions());
  }

  private AskedClozes clozes() {
    if (clozes == null) {
      clozeProblem()
          .ifPresent(
              why -> {
                throw new IllegalStateException("hidden places cannot be scored: " + why);
              });
      clozes = new AskedClozes(model.cloze(tokenizer.mask()));
    }
    return clozes;
  }

  private void opened() {
    if (closed) {
      throw new IllegalStateException("the model was asked after the call it was handed to");
    }
  }

  private void check(Task needed) {
    opened();
    if (model.task() != needed) {
      throw new IllegalStateException(
          "asked for what a model of task " + needed + " gives, and the task is " + model.task());
    }
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  @Override
  public void close() {
    closed = true;
    if (clozes != null) {
      clozes.close();
    }
  }
}
