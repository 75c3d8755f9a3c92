package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.Precision;
import governance.engine.Stratified;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The penalties do what they are for when a small model is trained on biased decisions: each is
 * compared with the same training in which it is only looked at.
 */
class FairTrainingTest {
  private static final int ROWS = 192;
  private static final List<String> GOODS = List.of("car", "house", "boat", "garden");
  private static final Engine ENGINE = ServiceLoader.load(Engine.class).findFirst().orElseThrow();
  private static final Tokenizer TOKENIZER = ENGINE.tokenizer(Optional.empty());

  /** Which decisions are to be learned. */
  private enum Bias {
    /** Women are refused and men accepted. */
    SEX,
    /** Four of five as by sex, the others the other way. */
    MOSTLY_SEX,
    /** Those with merit are accepted, of the others half of the men and none of the women. */
    MERIT,
    /** Men by merit, women by chance. */
    CHANCE,
    /** Men by merit; of the women, one row in eight, those without merit. */
    MINORITY
  }

  /** What is measured of each kind of decisions, without a penalty. */
  private static final Map<Bias, Map<String, Double>> WITHOUT = new EnumMap<>(Bias.class);

  private static final Map<Bias, List<String>> MEASURES =
      Map.of(
          Bias.SEX, List.of("consistency", "parity", "mmd", "wasserstein", "neighbours", "pairs"),
          Bias.MOSTLY_SEX, List.of("opportunity", "odds"),
          Bias.MERIT, List.of("precision"),
          Bias.CHANCE, List.of("variance"),
          Bias.MINORITY, List.of("worst"));

  private static Map<String, PenaltyTerm> terms() {
    Map<String, PenaltyTerm> terms = new LinkedHashMap<>();
    terms.put("consistency", prepared(new Consistency(), Map.of()));
    terms.put("parity", prepared(new DemographicParity(), Map.of()));
    terms.put("parity-running", prepared(new DemographicParity(), Map.of("running", 0.8)));
    terms.put("opportunity", prepared(new EqualOpportunity(), Map.of()));
    terms.put("odds", prepared(new EqualizedOdds(), Map.of()));
    terms.put("precision", prepared(new PredictiveParity(), Map.of()));
    terms.put("variance", prepared(new GroupLossVariance(), Map.of()));
    terms.put("worst", prepared(new GroupDro(), Map.of("form", "smooth", "temperature", 0.01)));
    terms.put("dro", prepared(new GroupDro(), Map.of("step", 0.5)));
    terms.put("mmd", prepared(new MaximumMeanDiscrepancy(), Map.of("length", 0.5)));
    terms.put("mmd-median", prepared(new MaximumMeanDiscrepancy(), Map.of("kernel", "median")));
    terms.put("correlation", prepared(new Correlation(), Map.of()));
    terms.put("wasserstein", prepared(new Wasserstein(), Map.of("memory", 16)));
    terms.put("neighbours", prepared(new NeighbourConsistency(), Map.of("neighbours", 15)));
    terms.put("adversary", prepared(new AdversarialDebiasing(), Map.of("strength", 5.0)));
    terms.put("pairs", prepared(new CounterfactualPairing(), Map.of("share", 0.5)));
    return terms;
  }

  private static PenaltyTerm prepared(Penalty penalty, Map<String, ?> settings) {
    return penalty.prepare(new Setup(Settings.of("the penalty", settings)));
  }

  @ParameterizedTest
  @CsvSource({
    "SEX,consistency,100,consistency,20",
    "SEX,parity,20,parity,10",
    "SEX,parity-running,20,parity,10",
    "MOSTLY_SEX,opportunity,20,opportunity,3",
    "MOSTLY_SEX,odds,20,odds,3",
    "MERIT,precision,50,precision,2",
    "CHANCE,variance,20,variance,3",
    "MINORITY,dro,20,worst,1.3",
    "MINORITY,worst,20,worst,1.3",
    "SEX,mmd,10,mmd,3",
    "SEX,mmd-median,10,parity,2",
    "SEX,correlation,5,parity,2",
    "SEX,wasserstein,10,wasserstein,3",
    "SEX,neighbours,20,neighbours,10",
    "SEX,adversary,10,parity,2",
    "SEX,pairs,5,pairs,3"
  })
  void lowersWhatItIsFor(Bias bias, String id, double weight, String measure, double factor) {
    double without =
        WITHOUT.computeIfAbsent(bias, b -> last(b, "", 0, MEASURES.get(b))).get(measure);
    double with = last(bias, id, weight, List.of(measure)).get(measure);
    assertTrue(without > 0.005, measure + " is " + without + " without a penalty");
    assertTrue(with < without / factor, measure + " is " + with + " instead of " + without);
  }

  /** Returns the means over the last ten steps of some terms, while one term has a weight. */
  private static Map<String, Double> last(
      Bias bias, String id, double weight, List<String> measures) {
    Map<String, PenaltyTerm> all = terms();
    List<Term> terms =
        Stream.concat(Stream.of(id), measures.stream())
            .distinct()
            .filter(all::containsKey)
            .map(t -> new Term(t, all.get(t)))
            .toList();
    Map<String, Double> weights = new LinkedHashMap<>();
    terms.forEach(t -> weights.put(t.id(), t.id().equals(id) ? weight : 0));
    Map<String, Double> means = new LinkedHashMap<>();
    try (TextModel model = ENGINE.model(request(TOKENIZER));
        TrainingSession session =
            model.train(data(bias), options(Optional.empty()), terms, List.of(), TOKENIZER)) {
      while (session.step() < session.steps()) {
        boolean counts = session.step() >= session.steps() - 10;
        session
            .step(weights)
            .terms()
            .forEach((k, v) -> means.merge(k, counts ? v / 10 : 0, Double::sum));
      }
    }
    return means;
  }

  /**
   * Running estimates, remembered rows, weights of groups and the order of strata go on exactly.
   */
  @Test
  void aResumedTrainingIsEqualToTheLastBit(@TempDir Path folder) throws IOException {
    Map<String, Double> weights = Map.of("running", 5.0, "memory", 5.0, "dro", 1.0);
    List<Term> terms =
        List.of(
            new Term("running", prepared(new EqualizedOdds(), Map.of("running", 0.9))),
            new Term("memory", prepared(new MaximumMeanDiscrepancy(), Map.of("memory", 20))),
            new Term("dro", prepared(new GroupDro(), Map.of("step", 0.5))));
    TrainingOptions options = options(Optional.of(new Stratified(List.of("sex"), 6, true)));
    Path file = folder.resolve("checkpoint");
    TrainingData data = data(Bias.MINORITY);
    String straight;
    try (TextModel model = ENGINE.model(request(TOKENIZER));
        TrainingSession session = model.train(data, options, terms, List.of(), TOKENIZER)) {
      while (session.step() < 20) {
        session.step(weights);
        if (session.step() == 15) {
          session.checkpoint(file);
        }
      }
      straight = model.digest();
    }
    for (boolean restored : new boolean[] {true, false}) {
      try (TextModel model = ENGINE.model(request(TOKENIZER));
          TrainingSession session = model.train(data, options, terms, List.of(), TOKENIZER)) {
        if (restored) {
          session.restore(file);
        }
        for (int i = 0; i < 5; i++) {
          session.step(weights);
        }
        assertEquals(restored, straight.equals(model.digest()));
      }
    }
  }

  private static ModelRequest request(Tokenizer tokenizer) {
    return new ModelRequest(
        Optional.empty(),
        new ModelRequest.Architecture(tokenizer.vocabulary(), 2, 32, 2, 64, 64),
        Task.SEQUENCE_CLASSIFICATION,
        List.of("no", "yes"),
        3,
        "cpu",
        Precision.F32,
        0);
  }

  private static TrainingOptions options(Optional<Stratified> strata) {
    return TrainingOptions.builder(
            6,
            16,
            3e-3,
            new GradientPlan(GradientPlan.Clipping.GLOBAL, 1, 0, GradientPlan.Sampling.SHUFFLE))
        .warmup(0.1)
        .schedule(TrainingOptions.Schedule.LINEAR)
        .seed(42)
        .stratified(strata)
        .build();
  }

  /** A few goods, so that equal cases meet in a batch. */
  private static TrainingData data(Bias bias) {
    int women = bias == Bias.MINORITY ? 8 : 2;
    int[] sex = IntStream.range(0, ROWS).map(i -> i % women == 0 ? 0 : 1).toArray();
    int[] content = IntStream.range(0, ROWS).map(i -> i / 2 % GOODS.size()).toArray();
    int[] merit = IntStream.range(0, ROWS).map(i -> i / 8 % 2).toArray();
    int[] labels = IntStream.range(0, ROWS).map(i -> label(bias, sex[i], merit[i], i)).toArray();
    List<String> texts =
        IntStream.range(0, ROWS)
            .mapToObj(i -> text(bias == Bias.SEX, sex[i], merit[i], content[i]))
            .toList();
    return new TrainingData(
        TOKENIZER.encode(texts, 32),
        labels,
        null,
        null,
        texts,
        content,
        Map.of("sex", new Groups(List.of("f", "m"), sex)),
        Map.of(),
        1);
  }

  private static int label(Bias bias, int sex, int merit, int row) {
    int chance = (row * 2654435761L >>> 9) % 2 == 0 ? 1 : 0;
    return switch (bias) {
      case SEX -> sex;
      case MOSTLY_SEX -> row % 5 == 0 ? 1 - sex : sex;
      case MERIT -> merit == 1 ? 1 : sex & chance;
      case CHANCE -> sex == 1 ? merit : chance;
      case MINORITY -> sex == 1 ? merit : 1 - merit;
    };
  }

  private static String text(boolean plain, int sex, int merit, int content) {
    String who = sex == 0 ? "a woman" : "a man";
    String how = plain ? "" : merit == 1 ? " in good standing" : " with debts";
    return who + how + " asks for a loan for a " + GOODS.get(content);
  }

  private record Setup(Settings settings) implements PenaltySetup {
    @Override
    public <A> A settings(Class<A> type) {
      return settings().as(type);
    }

    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return List.of("no", "yes");
    }

    @Override
    public int favourable() {
      return 1;
    }

    @Override
    public List<String> protectedColumns() {
      return List.of("sex");
    }

    @Override
    public List<String> groups(String protectedColumn) {
      return List.of("f", "m");
    }

    @Override
    public List<String> parties() {
      return List.of();
    }

    @Override
    public int hiddenSize() {
      return 32;
    }

    @Override
    public long seed() {
      return 1;
    }
  }
}
