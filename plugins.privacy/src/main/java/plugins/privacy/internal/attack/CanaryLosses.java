package plugins.privacy.internal.attack;

import governance.api.data.Canary;
import governance.api.model.QueryableModel;
import governance.api.model.QueryableModel.Cloze;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a model makes of canaries: the less the loss of a secret, the better it is remembered. */
final class CanaryLosses {
  private static final double LEAST = 1e-30;

  private final QueryableModel model;
  private final List<Canary> canaries;
  private final List<Canary> references;
  private final double[][] ofReferences;

  /**
   * Asks the model for the canaries that are never planted.
   *
   * @param all all canaries of a run
   */
  CanaryLosses(QueryableModel model, List<Canary> all) {
    this.model = model;
    this.canaries = all.stream().filter(c -> c.chance() > 0).toList();
    this.references = all.stream().filter(c -> c.chance() == 0).toList();
    this.ofReferences = answers(references);
  }

  /** Canaries that were planted, or left out by a coin. */
  List<Canary> canaries() {
    return canaries;
  }

  List<Canary> references() {
    return references;
  }

  /** Losses of the canaries' own secrets, in nats; for several words or pieces their mean. */
  double[] losses() {
    double[][] answers = answers(canaries);
    double[] losses = new double[canaries.size()];
    Arrays.setAll(losses, i -> of(answers[i], canaries.get(i)));
    return losses;
  }

  /**
   * Losses of canaries that were never planted, as a secret like that of a canary would have: with
   * the same class, where the secret is one, because classes differ in what they cost.
   */
  double[] referenceLosses(Canary like) {
    boolean classes = model.classes().contains(like.label()) && classifies();
    double[] losses = new double[references.size()];
    Arrays.setAll(losses, i -> of(ofReferences[i], classes ? like : references.get(i)));
    return losses;
  }

  private boolean classifies() {
    return model.task() == Task.SEQUENCE_CLASSIFICATION;
  }

  private double of(double[] answers, Canary canary) {
    return classifies()
        ? -Math.log(Math.max(LEAST, answers[model.classes().indexOf(canary.label())]))
        : answers[0];
  }

  /** Probabilities of the classes of each text, or one loss for each where there are no classes. */
  private double[][] answers(List<Canary> of) {
    List<String> texts = of.stream().map(Canary::text).toList();
    if (texts.isEmpty()) {
      return new double[0][];
    }
    return switch (model.task()) {
      case SEQUENCE_CLASSIFICATION -> model.probabilities(texts);
      case TOKEN_CLASSIFICATION -> tags(of);
      case MASKED_LANGUAGE_MODEL -> spans(of);
    };
  }

  private double[][] tags(List<Canary> of) {
    List<List<String>> words =
        of.stream().map(canary -> List.of(canary.text().split(" "))).toList();
    List<double[][]> answers = model.wordProbabilities(words);
    double[][] losses = new double[of.size()][];
    for (int i = 0; i < losses.length; i++) {
      double[][] each = answers.get(i);
      String[] tags = of.get(i).label().split(" ");
      double mean =
          IntStream.range(0, Math.min(each.length, tags.length))
              .mapToDouble(
                  w -> -Math.log(Math.max(LEAST, each[w][model.classes().indexOf(tags[w])])))
              .average()
              .orElse(Double.NaN);
      losses[i] = new double[] {mean};
    }
    return losses;
  }

  private double[][] spans(List<Canary> of) {
    return model.clozeScores(clozes(model, of)).stream()
        .map(scores -> new double[] {-Arrays.stream(scores).average().orElse(Double.NaN)})
        .toArray(double[][]::new);
  }

  /** The texts with the pieces of their spans hidden, all at once. */
  static List<Cloze> clozes(QueryableModel model, List<Canary> of) {
    List<String> texts = of.stream().map(Canary::text).toList();
    List<String> left = new ArrayList<>();
    List<String> leftAndSpan = new ArrayList<>();
    for (Canary canary : of) {
      String[] words = canary.text().split(" ");
      String[] span = canary.label().split(" ");
      int from = (words.length - span.length) / 2;
      left.add(String.join(" ", Arrays.copyOf(words, from)));
      leftAndSpan.add(String.join(" ", Arrays.copyOf(words, from + span.length)));
    }
    List<List<String>> before = model.pieces(left);
    List<List<String>> until = model.pieces(leftAndSpan);
    return IntStream.range(0, texts.size())
        .mapToObj(
            i ->
                new Cloze(
                    texts.get(i),
                    IntStream.range(before.get(i).size(), until.get(i).size()).boxed().toList()))
        .toList();
  }
}
