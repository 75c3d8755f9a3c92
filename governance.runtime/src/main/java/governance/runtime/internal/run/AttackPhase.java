package governance.runtime.internal.run;

import governance.api.data.Split;
import governance.api.train.GradientPlan;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.AttackFacts.ReferenceAnswers;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.TrainSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Trains reference models for attacks, each as the run's model but without penalties and on half of
 * all rows: training and held-out rows alike, and each row in half of the models (Carlini et al.
 * 2022, Membership inference attacks from first principles, section V). They are used to calibrate
 * figures and are not kept.
 */
final class AttackPhase {
  private final Job job;
  private final RunSpec spec;
  private final Trail trail;
  private final Models models;
  private final RunFolder folder;

  AttackPhase(Job job, Trail trail, Models models, RunFolder folder) {
    this.job = job;
    this.spec = job.resolution().spec().orElseThrow();
    this.trail = trail;
    this.models = models;
    this.folder = folder;
  }

  /** Trains so many models; stops by {@link StoppedException}. */
  List<ReferenceAnswers> run(
      int count,
      PreparedData data,
      Tokenizer tokenizer,
      GradientPlan gradients,
      List<MetricUse> metrics)
      throws IOException {
    if (spec.train().epochs() == 0) {
      return List.of();
    }
    Map<Split, boolean[][]> halves = halves(data, count, spec.train().seed());
    List<ReferenceAnswers> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trail.phase(
          Phase.BASELINE, "Training reference model " + (i + 1) + " of " + count + " for attacks.");
      Map<Split, boolean[]> half = new EnumMap<>(Split.class);
      for (Split split : Split.values()) {
        half.put(split, halves.get(split)[i]);
      }
      all.add(one(i + 1, data, half, tokenizer, gradients, metrics));
    }
    trail.phase(Phase.BASELINE, "Evaluating the model before training.");
    return all;
  }

  private ReferenceAnswers one(
      int number,
      PreparedData data,
      Map<Split, boolean[]> half,
      Tokenizer tokenizer,
      GradientPlan gradients,
      List<MetricUse> metrics)
      throws IOException {
    long seed = Member.of(number + 1, spec.train().seed()).seed();
    try (TextModel model = models.member(data, tokenizer, seed)) {
      TrainingData rows = rows(data, half);
      new PlainTraining(
              job,
              trail,
              folder,
              "attack-reference",
              "training-attack-" + number + ".jsonl",
              "checkpoints/attack-" + number + "/")
          .run(model, data, rows, options(gradients, seed), metrics, tokenizer);
      trail.event(
          "attack-reference-trained",
          Tree.of("number", number, "rows", rows.size(), "model", model.digest()));
      Map<Split, Predictions> answers = new EnumMap<>(Split.class);
      for (Split split : Split.values()) {
        job.stopIfAsked();
        if (data.split(split).size() > 0) {
          answers.put(split, model.predict(data.split(split).inputs()));
        }
      }
      return new ReferenceAnswers(data, answers, half);
    }
  }

  /** The strata of batches are left out: they are by groups, which halves need not have. */
  private TrainingOptions options(GradientPlan gradients, long seed) {
    TrainSpec t = spec.train();
    TrainingOptions own = TrainPhase.options(t, gradients, seed);
    return own.toBuilder().stratified(Optional.empty()).build();
  }

  /** Puts each row into half of the models, rounded up or down by chance. */
  static Map<Split, boolean[][]> halves(PreparedData data, int count, long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 17);
    Map<Split, boolean[][]> halves = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      boolean[][] in = new boolean[count][data.split(split).size()];
      for (int row = 0; row < data.split(split).size(); row++) {
        int left = count / 2 + (count % 2 == 1 && random.nextBoolean() ? 1 : 0);
        for (int model = 0; model < count; model++) {
          boolean chosen = random.nextInt(count - model) < left;
          in[model][row] = chosen;
          left -= chosen ? 1 : 0;
        }
      }
      halves.put(split, in);
    }
    return halves;
  }

  /** The chosen rows of all splits; without groups, which only penalties read. */
  private static TrainingData rows(PreparedData data, Map<Split, boolean[]> half) {
    List<Encoded> inputs = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<int[]> pieceLabels = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    boolean weighed = data.split(Split.TRAIN).weights() != null;
    boolean classified = data.split(Split.TRAIN).labels() != null;
    boolean tagged = data.split(Split.TRAIN).pieceLabels() != null;
    for (Split split : Split.values()) {
      ModelRows rows = data.split(split);
      double[] own = rows.weights();
      for (int row = 0; row < rows.size(); row++) {
        if (half.get(split)[row]) {
          inputs.add(rows.inputs().get(row));
          texts.add(rows.texts().get(row));
          labels.add(classified ? rows.labels()[row] : -1);
          pieceLabels.add(tagged ? rows.pieceLabels()[row] : null);
          weights.add(own == null ? 1 : own[row]);
        }
      }
    }
    TrainingData plain =
        TrainingData.of(
            inputs, classified ? labels.stream().mapToInt(i -> i).toArray() : null, texts);
    return new TrainingData(
        plain.inputs(),
        plain.labels(),
        tagged ? pieceLabels.toArray(int[][]::new) : null,
        weighed ? weights.stream().mapToDouble(w -> w).toArray() : null,
        plain.texts(),
        plain.content(),
        plain.groups(),
        plain.numbers(),
        data.classes().favourable());
  }
}
