package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Split;
import governance.api.party.PartyModel;
import governance.api.run.ContributionInfo;
import governance.engine.Predictions;
import governance.engine.TextModel.Party;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a party that keeps its model answered for the rows of a run. It is asked once for each
 * different text, before training.
 *
 * @param name the party's name in the run spec
 * @param info its contribution
 * @param training probabilities for the training rows
 * @param test probabilities for the test rows
 * @param asked number of different texts
 */
record PartyAnswers(
    String name, ContributionInfo info, float[][] training, float[][] test, int asked) {
  /** Texts in one call. */
  private static final int AT_ONCE = 256;

  /** How far from 1 the sum of probabilities may be. */
  private static final double SLACK = 1e-3;

  /** Asks a party. */
  static PartyAnswers ask(String name, Chosen chosen, Pins pins, PreparedData data) {
    PartyModel model = pins.get(Kind.PARTY, chosen.info().id(), PartyModel.class);
    List<String> training = data.split(Split.TRAIN).texts();
    List<String> test = data.split(Split.TEST).texts();
    Map<String, float[]> known = new LinkedHashMap<>();
    training.forEach(text -> known.put(text, null));
    test.forEach(text -> known.put(text, null));
    List<String> texts = new ArrayList<>(known.keySet());
    List<String> classes = data.classes().names();
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
      float[][] answers = answers(model, chosen.info(), some, classes, chosen.settings());
      for (int i = 0; i < some.size(); i++) {
        known.put(some.get(i), answers[i]);
      }
    }
    return new PartyAnswers(
        name, chosen.info(), rows(training, known), rows(test, known), texts.size());
  }

  private static float[][] rows(List<String> texts, Map<String, float[]> known) {
    return texts.stream().map(known::get).toArray(float[][]::new);
  }

  private static float[][] answers(
      PartyModel model,
      ContributionInfo info,
      List<String> texts,
      List<String> classes,
      Settings settings) {
    double[][] given =
        Border.call(
            info, () -> model.probabilities(List.copyOf(texts), List.copyOf(classes), settings));
    if (given.length != texts.size()) {
      String what = "answered " + given.length + " of " + texts.size() + " texts";
      throw new ContributionFailedException(info, what, null);
    }
    float[][] answers = new float[given.length][];
    for (int i = 0; i < given.length; i++) {
      answers[i] = checked(info, given[i], classes.size());
    }
    return answers;
  }

  private static float[] checked(ContributionInfo info, double[] row, int classes) {
    double sum = row == null ? Double.NaN : Arrays.stream(row).sum();
    boolean distribution =
        row != null
            && row.length == classes
            && Math.abs(sum - 1) <= SLACK
            && Arrays.stream(row).allMatch(p -> p >= 0);
    if (!distribution) {
      String what = "answered " + Arrays.toString(row) + ", expected " + classes + " probabilities";
      throw new ContributionFailedException(info, what, null);
    }
    float[] narrow = new float[classes];
    for (int c = 0; c < classes; c++) {
      narrow[c] = (float) (row[c] / sum);
    }
    return narrow;
  }

  /** Returns the party as the engine takes it. */
  Party party() {
    return Party.answering(name, training);
  }

  /** Returns what it answered for the test rows. */
  Predictions tested() {
    return new Predictions(test, null);
  }

  /** Returns what the evidence tells: the answers themselves are the party's. */
  Map<String, Object> tree() {
    return Tree.of(
        "party",
        name,
        "id",
        info.id(),
        "texts",
        asked,
        "answersSha256",
        Digests.of(Arrays.deepToString(training) + Arrays.deepToString(test)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartyAnswers a && name.equals(a.name) && training == a.training;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
