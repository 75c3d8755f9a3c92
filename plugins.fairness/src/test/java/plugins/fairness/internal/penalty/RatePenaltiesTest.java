package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Penalties on rates of groups against loops over cases, and their running estimates. */
class RatePenaltiesTest {
  @Nested
  class OfAllClassesWithMemory extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new DemographicParity();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("classes", "all", "running", 0.9);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "parity,favourable,squared", "parity,all,absolute", "opportunity,favourable,squared",
    "opportunity,all,absolute", "odds,favourable,absolute", "odds,all,squared",
    "precision,favourable,squared", "precision,all,absolute"
  })
  void equalTheLoopOverCases(String kind, String classes, String gap) {
    PenaltyCase tokens = PenaltyCase.regular(Task.TOKEN_CLASSIFICATION);
    PenaltyCase rows =
        GivenLogits.of(
            new double[][] {
              {0.3, -1, 0.2},
              {1, 0.5, 0},
              {-0.4, 0.1, 0.9},
              {2, -1, 0},
              {0, 0, 0.7},
              {1, 1, -2},
              {0.5, -0.5, 0.1},
              {-1, 0.6, 0.3}
            },
            new int[] {2, 1, 2, 2, 0, 2, 1, 0},
            GivenLogits.ones(8),
            0,
            1,
            2,
            1,
            0,
            2,
            -1,
            2);
    boolean all = classes.equals("all");
    for (PenaltyCase batch : kind.equals("parity") ? List.of(rows) : List.of(rows, tokens)) {
      double expected = naive(kind, all, gap.equals("absolute"), batch);
      assertTrue(expected > 0, "the case has a difference");
      Map<String, String> settings = Map.of("classes", classes, "gap", gap);
      assertEquals(expected, GivenLogits.value(penalty(kind), batch, settings), 1e-12);
    }
  }

  static Penalty penalty(String kind) {
    return switch (kind) {
      case "parity" -> new DemographicParity();
      case "opportunity" -> new EqualOpportunity();
      case "odds" -> new EqualizedOdds();
      default -> new PredictiveParity();
    };
  }

  /** One labelled case: its probabilities, its class and its row. */
  private record One(double[] p, int label, int row) {}

  private static List<One> cases(PenaltyCase batch) {
    double[] flat = TestTensors.in(s -> batch.context(s).probabilities().toArray());
    boolean tokens = batch.task() == Task.TOKEN_CLASSIFICATION;
    int width = tokens ? batch.length() : 1;
    List<One> all = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      for (int t = 0; t < batch.labels()[i].length; t++) {
        double[] p = new double[batch.classes()];
        System.arraycopy(flat, (i * width + t) * p.length, p, 0, p.length);
        if (batch.labels()[i][t] >= 0) {
          all.add(new One(p, batch.labels()[i][t], i));
        }
      }
    }
    return all;
  }

  private static double naive(String kind, boolean all, boolean absolute, PenaltyCase batch) {
    double sum = 0;
    for (Groups groups : batch.groups().values()) {
      double ofColumn = 0;
      int quantities = 0;
      for (int c = 0; c < batch.classes(); c++) {
        for (int d = 0; d < (kind.equals("odds") ? batch.classes() : 1); d++) {
          if (all || c == batch.favourable() && d < 2) {
            ofColumn += pairs(kind, all, c, d, absolute, batch, groups);
            quantities++;
          }
        }
      }
      sum += ofColumn / quantities;
    }
    return sum / batch.groups().size();
  }

  private static double pairs(
      String kind, boolean all, int c, int d, boolean absolute, PenaltyCase batch, Groups groups) {
    List<Double> rates = new ArrayList<>();
    for (int g = 0; g < groups.names().size(); g++) {
      double sum = 0;
      double count = 0;
      for (One one : cases(batch)) {
        if (groups.index()[one.row()] == g) {
          boolean its = one.label() == c;
          double condition =
              switch (kind) {
                case "parity" -> 1;
                case "opportunity" -> its ? 1 : 0;
                case "odds" -> all ? (one.label() == d ? 1 : 0) : its == (d == 0) ? 1 : 0;
                default -> one.p()[c];
              };
          sum += condition * (kind.equals("precision") ? (its ? 1 : 0) : one.p()[c]);
          count += condition;
        }
      }
      if (count > 0) {
        rates.add(sum / count);
      }
    }
    double total = 0;
    for (double r : rates) {
      for (double s : rates) {
        total += absolute ? Math.abs(r - s) : (r - s) * (r - s);
      }
    }
    return total / Math.max(1, rates.size() * (rates.size() - 1));
  }

  @Test
  void runningEstimatesCountEarlierRowsByMomentumAndMoveAsTheBatchDoes() {
    PenaltyCase first =
        GivenLogits.probabilities(new double[] {0.9, 0.7, 0.2}, new int[3], 0, 0, 1);
    PenaltyCase second =
        GivenLogits.probabilities(new double[] {0.6, 0.4, 0.3}, new int[3], 0, 1, 1);
    Map<String, Object> settings = Map.of("running", 0.5);
    PenaltyTerm term = new DemographicParity().prepare(first.setup(settings));
    CaseBuffers buffers = CaseBuffers.of(term);
    assertEquals(0.36, GivenLogits.step(term, first, buffers), 1e-12);
    double of0 = (0.6 + 0.5 * 1.6) / (1 + 0.5 * 2);
    double of1 = (0.7 + 0.5 * 0.2) / (2 + 0.5);
    double[] slope = GivenLogits.gradient(term, second, buffers);
    assertEquals(Math.pow(of0 - of1, 2), GivenLogits.step(term, second, buffers), 1e-12);
    PenaltyTerm plain = new DemographicParity().prepare(first.setup(Map.of("gap", "absolute")));
    double[] own = GivenLogits.gradient(plain, second, CaseBuffers.of(plain));
    for (int i = 0; i < slope.length; i++) {
      assertEquals(2 * (of0 - of1) * own[i], slope[i], 1e-12);
    }
  }

  /** A group that is in no batch of the last steps is compared by what is remembered of it. */
  @Test
  void aGroupThatIsMissingInABatchIsRemembered() {
    PenaltyCase all = GivenLogits.probabilities(new double[] {0.9, 0.2, 0.9}, new int[3], 0, 1, 0);
    PenaltyCase both = all.rows("both", 0, 1);
    PenaltyCase one = all.rows("one", 0, 2);
    PenaltyTerm term = new DemographicParity().prepare(both.setup(Map.of("running", 0.9)));
    CaseBuffers buffers = CaseBuffers.of(term);
    GivenLogits.step(term, both, buffers);
    assertEquals(0.49, GivenLogits.step(term, one, buffers), 1e-12);
    assertTrue(buffers.gap() >= 0);
  }

  @Test
  void theStandardErrorIsThatOfADifferenceOfMeans() {
    double[] p = {0.1, 0.3, 0.5, 0.2, 0.6, 0.9, 0.4};
    PenaltyCase batch = GivenLogits.probabilities(p, new int[7], 0, 0, 0, 0, 1, 1, 1);
    double mean = 0;
    double square = 0;
    for (double v : p) {
      mean += v / 7;
      square += v * v / 7;
    }
    double error = Math.sqrt((square - mean * mean) * (1 / 4.0 + 1 / 3.0));
    double gap = 1.9 / 3 - 1.1 / 4;
    PenaltyTerm term = new DemographicParity().prepare(batch.setup(Map.of()));
    CaseBuffers buffers = CaseBuffers.of(term);
    GivenLogits.step(term, batch, buffers);
    assertEquals(error, buffers.standardError(), 1e-12);
    assertEquals(Math.sqrt(gap * gap - error * error), buffers.gap(), 1e-12);
    term = new DemographicParity().prepare(batch.setup(Map.of("running", 0.9)));
    buffers = CaseBuffers.of(term);
    for (int i = 0; i < 200; i++) {
      GivenLogits.step(term, batch, buffers);
    }
    double rows = 1.9 / 0.1; // (1 + m) / (1 - m) batches are as informative as all that are kept
    assertEquals(error / Math.sqrt(rows), buffers.standardError(), 1e-5);
  }

  @Test
  void theFavourableClassIsAskedForByName() {
    PenaltyCase of = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    PenaltyCase none =
        new PenaltyCase(
            "no favourable class",
            of.task(),
            of.lengths(),
            of.hidden(),
            of.classes(),
            of.labels(),
            of.content(),
            of.groups(),
            of.columns(),
            of.weights(),
            -1,
            of.parties(),
            of.embeddings(),
            of.classifier());
    for (String kind : List.of("parity", "opportunity", "odds", "precision")) {
      GovernanceException e =
          assertThrows(
              GovernanceException.class, () -> penalty(kind).prepare(none.setup(Map.of())));
      assertTrue(e.getMessage().contains("data.favourable"), e.getMessage());
      assertTrue(GivenLogits.value(penalty(kind), none, Map.of("classes", "all")) >= 0);
    }
  }
}
