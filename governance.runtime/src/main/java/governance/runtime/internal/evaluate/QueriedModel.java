package governance.runtime.internal.evaluate;

import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model of the engine as metrics may ask it; ends with the call it was made for. */
final class QueriedModel implements QueryableModel, AutoCloseable {
  private final TextModel model;
  private final Tokenizer tokenizer;
  private final int maxLength;
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
    check(Task.MASKED_LANGUAGE_MODEL);
    List<PieceScores> all = new ArrayList<>();
    if (texts.isEmpty()) {
      return all;
    }
    List<Encoded> inputs = tokenizer.encode(texts, maxLength);
    List<double[]> scores = model.pieceScores(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      all.add(new PieceScores(pieces(inputs.get(i)), scores.get(i)));
    }
    return all;
  }

  private static List<String> pieces(Encoded input) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < input.length(); i++) {
      if (input.words()[i] >= 0) {
        pieces.add(input.tokens().get(i));
      }
    }
    return pieces;
  }

  private void check(Task needed) {
    if (closed) {
      throw new IllegalStateException("the model was asked after the call it was handed to");
    }
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
  }
}
