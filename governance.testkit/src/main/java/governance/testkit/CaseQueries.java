package governance.testkit;

import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A model that may be asked for texts, for metrics under test: what it answers follows from the
 * words of a text, so that texts that differ in a word get different answers.
 *
 * @param task what it predicts
 * @param classes names of its classes
 */
public record CaseQueries(Task task, List<String> classes) implements QueryableModel {
  /** Copies the list. */
  public CaseQueries {
    classes = List.copyOf(classes);
  }

  @Override
  public double[][] probabilities(List<String> texts) {
    check(Task.SEQUENCE_CLASSIFICATION);
    return texts.stream()
        .map(text -> mean(words(text).stream().map(this::distribution).toList()))
        .toArray(double[][]::new);
  }

  @Override
  public List<double[][]> wordProbabilities(List<List<String>> texts) {
    check(Task.TOKEN_CLASSIFICATION);
    return texts.stream()
        .map(words -> words.stream().map(this::distribution).toArray(double[][]::new))
        .toList();
  }

  @Override
  public List<PieceScores> pieceScores(List<String> texts) {
    check(Task.MASKED_LANGUAGE_MODEL);
    return texts.stream()
        .map(
            text -> {
              List<String> pieces = words(text);
              double[] scores =
                  pieces.stream()
                      .mapToDouble(p -> -1 - 8 * new Random(p.hashCode()).nextDouble())
                      .toArray();
              return new PieceScores(pieces, scores);
            })
        .toList();
  }

  @Override
  public Optional<String> clozeProblem() {
    return Optional.empty();
  }

  /** The words in lower case. */
  @Override
  public List<List<String>> pieces(List<String> texts) {
    return texts.stream().map(CaseQueries::lowerCase).toList();
  }

  /** What is hidden is scored by itself and by what stands open. */
  @Override
  public List<double[]> clozeScores(List<Cloze> clozes) {
    return clozes.stream()
        .map(
            cloze -> {
              List<String> pieces = lowerCase(cloze.text());
              List<String> open = new ArrayList<>(pieces);
              cloze.hidden().forEach(i -> open.set(i, "?"));
              return cloze.hidden().stream()
                  .mapToDouble(
                      i ->
                          -8
                              * new Random(pieces.get(i).hashCode() + 31 * open.hashCode())
                                  .nextDouble())
                  .toArray();
            })
        .toList();
  }

  /** Of a vocabulary of nine, by the score. */
  @Override
  public List<int[]> clozeRanks(List<Cloze> clozes) {
    return clozeScores(clozes).stream()
        .map(scores -> Arrays.stream(scores).mapToInt(s -> 1 + (int) -s).toArray())
        .toList();
  }

  private static List<String> lowerCase(String text) {
    return words(text.replaceAll("([.,;!?'])", " $1 ").toLowerCase(Locale.ROOT));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private double[] distribution(String word) {
    double[] raw = new Random(word.hashCode()).doubles(classes.size(), 0.05, 1).toArray();
    double sum = Arrays.stream(raw).sum();
    return Arrays.stream(raw).map(v -> v / sum).toArray();
  }

  private double[] mean(List<double[]> all) {
    double[] mean = new double[classes.size()];
    Arrays.fill(mean, all.isEmpty() ? 1.0 / mean.length : 0);
    for (double[] one : all) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += one[c] / all.size();
      }
    }
    return mean;
  }

  private void check(Task needed) {
    if (task != needed) {
      throw new IllegalStateException("the model is one of " + task + ", not of " + needed);
    }
  }
}
