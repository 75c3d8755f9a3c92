package governance.runtime.internal.evaluate;

import governance.api.data.Canary;
import governance.api.data.Split;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.AttackedModel.Reference;
import governance.api.evaluate.EvaluationSet;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.evaluate.AttackFacts.ReferenceAnswers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Members and non-members of one model, with what it predicts for them; each size once. */
final class AttackRows {
  private final TextModel model;
  private final AttackFacts facts;
  private final Map<Integer, Comparison> known = new HashMap<>();

  AttackRows(TextModel model, AttackFacts facts) {
    this.model = model;
    this.facts = facts;
  }

  AttackFacts facts() {
    return facts;
  }

  Comparison compare(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at most " + most + " rows of each kind");
    }
    return known.computeIfAbsent(most, this::drawn);
  }

  private Comparison drawn(int most) {
    int[] members = members();
    int[] others = others();
    int size = Math.min(most, Math.min(members.length, others.length));
    int[] chosenMembers = sample(members, size, facts.seed());
    int[] chosenOthers = sample(others, size, facts.seed() + 1);
    List<Reference> references = new ArrayList<>();
    for (ReferenceAnswers answers : facts.references()) {
      references.add(
          new Reference(
              set(Split.TRAIN, chosenMembers, answers),
              trainedOn(Split.TRAIN, chosenMembers, answers),
              set(facts.heldOut(), chosenOthers, answers),
              trainedOn(facts.heldOut(), chosenOthers, answers)));
    }
    return new Comparison(
        set(Split.TRAIN, chosenMembers),
        set(facts.heldOut(), chosenOthers),
        references,
        rows(facts.heldOut()).size() - others.length,
        rows(Split.TRAIN).select(chosenMembers).texts(),
        rows(facts.heldOut()).select(chosenOthers).texts());
  }

  private ModelRows rows(Split split) {
    return facts.data().split(split);
  }

  /** Training rows that no transform made up; of windows of joined rows those without any. */
  private int[] members() {
    Set<String> planted =
        facts.data().canaries().stream()
            .filter(canary -> canary.times() > 0)
            .map(Canary::text)
            .collect(Collectors.toSet());
    ModelRows train = rows(Split.TRAIN);
    boolean windows = facts.data().packed();
    return IntStream.range(0, train.size())
        .filter(
            row -> {
              String text = train.texts().get(row);
              return windows ? planted.stream().noneMatch(text::contains) : !planted.contains(text);
            })
        .toArray();
  }

  /** Held-out rows that training has not seen in another row. */
  private int[] others() {
    ModelRows train = rows(Split.TRAIN);
    Set<String> seen = new HashSet<>();
    IntStream.range(0, train.size()).forEach(row -> seen.add(content(train, row)));
    ModelRows held = rows(facts.heldOut());
    return IntStream.range(0, held.size())
        .filter(row -> !seen.contains(content(held, row)))
        .toArray();
  }

  private static String content(ModelRows rows, int row) {
    String label =
        rows.labels() != null
            ? Integer.toString(rows.labels()[row])
            : rows.tags() != null ? Arrays.toString(rows.tags()[row]) : "";
    return label + '\u0000' + rows.texts().get(row);
  }

  /** Fisher and Yates, stopped early; the sample keeps the order of the rows. */
  private static int[] sample(int[] from, int size, long seed) {
    Random random = new Random(seed ^ 0x5DEECE66DL);
    int[] left = from.clone();
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(left.length - i);
      int swapped = left[i];
      left[i] = left[other];
      left[other] = swapped;
    }
    int[] chosen = Arrays.copyOf(left, size);
    Arrays.sort(chosen);
    return chosen;
  }

  private EvaluationSet set(Split split, int[] chosen) {
    ModelRows rows = rows(split).select(chosen);
    Predictions answers = chosen.length == 0 ? empty(rows) : model.predict(rows.inputs());
    return EvaluationSets.of(facts.data().classes(), rows, null, answers);
  }

  private EvaluationSet set(Split split, int[] chosen, ReferenceAnswers reference) {
    ModelRows rows = rows(split).select(chosen);
    Predictions all = reference.predictions().get(split);
    Predictions own =
        all.sequences() != null
            ? new Predictions(
                Arrays.stream(chosen).mapToObj(i -> all.sequences()[i]).toArray(float[][]::new),
                null)
            : new Predictions(
                null,
                Arrays.stream(chosen).mapToObj(i -> all.tokens()[i]).toArray(float[][][]::new));
    return EvaluationSets.of(facts.data().classes(), rows, null, own);
  }

  private static Predictions empty(ModelRows rows) {
    return rows.labels() != null
        ? new Predictions(new float[0][], null)
        : new Predictions(null, new float[0][][]);
  }

  private static List<Boolean> trainedOn(Split split, int[] chosen, ReferenceAnswers reference) {
    boolean[] all = reference.trainedOn().get(split);
    return Arrays.stream(chosen).mapToObj(row -> all[row]).toList();
  }
}
