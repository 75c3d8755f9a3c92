package governance.testkit;

import static governance.testkit.ContractRun.fails;

import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts notice metrics that are broken on purpose. */
class BrokenMetricTest {
  private static Object contract(Metric metric) {
    return new MetricContract() {
      @Override
      protected Metric metric() {
        return metric;
      }
    };
  }

  private static MetricResult of(double value, EvaluationSet set) {
    return MetricResult.of(value, Direction.NEUTRAL, set.size());
  }

  private static double share(EvaluationSet set, boolean weighted) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < set.size(); i++) {
      double weight = weighted ? set.weight(i) : 1;
      right += set.labels()[i] == set.predictions()[i] ? weight : 0;
      all += weight;
    }
    return all == 0 ? Double.NaN : right / all;
  }

  private static MetricResult noted(EvaluationSet set, double value) {
    return Double.isNaN(value)
        ? MetricResult.undefined(Direction.NEUTRAL, "no rows")
        : of(value, set);
  }

  @Test
  void weightsThatAreIgnored() {
    fails(contract((set, s) -> noted(set, share(set, false))), "aWeightIsANumberOfRepetitions");
  }

  @Test
  void anOrderThatCounts() {
    fails(
        contract(
            (set, s) ->
                noted(set, set.size() == 0 ? Double.NaN : set.labels()[0] + share(set, true))),
        "theOrderOfTextsDoesNotMatter");
  }

  @Test
  void aFigureThatIsNotDefinedAndDoesNotSayWhy() {
    fails(contract((set, s) -> of(share(set, true), set)), "whatIsNotDefinedSaysWhy");
    fails(contract((set, s) -> of(1 / (set.size() - 40.0), set)), "anOrdinarySetHasAValue");
  }

  @Test
  void inputThatIsChanged() {
    fails(
        contract(
            (set, s) -> {
              Arrays.fill(set.labels(), 0);
              return noted(set, share(set, true));
            }),
        "evaluationIsPure");
  }

  @Test
  void intervalsThatDoNotHoldOrCover() {
    fails(
        contract(
            (set, s) ->
                noted(set, share(set, true)).withInterval(new Interval(2, 3, 0.9, "wrong"))),
        "intervalsHoldTheirFigures");
    fails(
        contract(
            (set, s) -> {
              double value = share(set, true);
              return noted(set, value)
                  .withInterval(new Interval(value - 1e-6, value + 1e-6, 0.9, "too narrow"));
            }),
        "intervalsCoverTheFigureOfThePopulation");
  }

  /** A metric that says it rests on counts. */
  private interface Counted extends Metric {
    @Override
    default Basis basis(Settings settings) {
      return Basis.counts();
    }
  }

  @Test
  void rowsCountedWrongly() {
    Counted rows = (set, s) -> noted(set, share(set, true));
    fails(contract(rows), "rowsThatAreAlikeMayComeAsOne");
    Counted scores = (set, s) -> noted(set, set.hasScores() ? share(set, true) : 0.5);
    fails(contract(scores), "rowsThatAreAlikeMayComeAsOne");
  }

  private static Object asking(ModelMetric metric) {
    return new ModelMetricContract() {
      @Override
      protected ModelMetric metric() {
        return metric;
      }
    };
  }

  private static double asked(QueryableModel model) {
    return model.probabilities(List.of("she is a nurse"))[0][0];
  }

  @Test
  void metricsThatShouldAskTheModel() {
    fails(asking((model, set, s) -> of(0.5, set)), "theModelIsAsked");
    Random random = new Random(1);
    fails(
        asking((model, set, s) -> of(asked(model) + random.nextDouble(), set)),
        "theFigureIsDeterministic");
    fails(
        asking(
            (model, set, s) -> {
              try {
                return of(asked(model), set);
              } catch (IllegalStateException e) {
                return of(0, set);
              }
            }),
        "aFailureOfTheModelIsPassedOn");
    fails(
        asking((model, set, s) -> of(asked(model) + set.predictions()[0], set)),
        "theOrderOfTextsDoesNotMatter");
  }

  /** The contract holds for a plain suite: the distance between the sentences of a pair. */
  @Nested
  class SuiteContractTest extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return (model, set, settings) -> {
        List<QueryableModel.PieceScores> both =
            model.pieceScores(List.of("she is a nurse", "he is a nurse"));
        double distance = Math.abs(both.get(0).sum() - both.get(1).sum());
        return MetricResult.of(distance, Direction.LOWER_IS_BETTER, 1);
      };
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.MASKED_LANGUAGE_MODEL);
    }
  }
}
