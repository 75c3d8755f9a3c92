package governance.testkit;

import static governance.testkit.ContractRun.fails;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import governance.api.party.PartyModel;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts notice gates, rules, parties and gradient policies that are broken on purpose. */
class BrokenDecisionTest {
  private static final String ID = "quality.accuracy";

  // --- gates

  private static class OnAccuracy extends GateContract {
    private final Gate gate;

    OnAccuracy(Gate gate) {
      this.gate = gate;
    }

    @Override
    protected Gate gate() {
      return gate;
    }

    @Override
    protected GateEvidence passing() {
      return GateEvidence.none().metric(ID, 0.5, 0.9);
    }

    @Override
    protected GateEvidence failing() {
      return GateEvidence.none().metric(ID, 0.5, 0.6);
    }
  }

  private static GateResult threshold(GateContext evidence) {
    MetricResult found = evidence.tuned().get(ID);
    if (found == null || !found.defined()) {
      return new GateResult(GateStatus.ERROR, "There is no figure of " + ID + ".");
    }
    boolean enough = found.value() >= 0.8;
    return new GateResult(enough ? GateStatus.PASS : GateStatus.FAIL, "It is " + found.value());
  }

  @Nested
  class GateContractTest extends OnAccuracy {
    GateContractTest() {
      super(BrokenDecisionTest::threshold);
    }
  }

  @Test
  void gates() {
    GateResult pass = new GateResult(GateStatus.PASS, "It is well.");
    fails(
        new OnAccuracy(e -> e.tuned().isEmpty() ? pass : threshold(e)), "missingEvidenceIsAnError");
    fails(
        new OnAccuracy(
            e -> e.tuned().containsKey(ID) && !e.tuned().get(ID).defined() ? pass : threshold(e)),
        "aFigureThatIsNotDefinedIsAnError");
    fails(new OnAccuracy(e -> pass), "theGateDecides");
    fails(
        new OnAccuracy(
            e -> {
              e.tuned().get(ID).value();
              return threshold(e);
            }),
        "everyMissingPieceIsAnError");
    Random random = new Random(1);
    fails(
        new OnAccuracy(e -> new GateResult(threshold(e).status(), "It is " + random.nextInt())),
        "theDecisionIsDeterministic");
    fails(new OnAccuracy(e -> new GateResult(threshold(e).status(), " ")), "theGateDecides");
  }

  // --- decision rules

  private record Fitted(String state, Function<EvaluationSet, int[]> rule) implements FittedRule {
    @Override
    public int[] decide(EvaluationSet set) {
      return rule.apply(set);
    }
  }

  /** Gives scores that do not sum to 1. */
  private record Halving(FittedRule rule) implements FittedRule {
    @Override
    public int[] decide(EvaluationSet set) {
      return rule.decide(set);
    }

    @Override
    public String state() {
      return rule.state();
    }

    @Override
    public double[][] scores(EvaluationSet set) {
      double[][] half = rule.scores(set);
      Arrays.setAll(half, c -> Arrays.stream(half[c]).map(v -> v / 2).toArray());
      return half;
    }
  }

  private static int[] each(EvaluationSet set, ToIntBiFunction<EvaluationSet, Integer> decide) {
    int[] decided = new int[set.size()];
    Arrays.setAll(decided, row -> decide.applyAsInt(set, row));
    return decided;
  }

  private static class Rules extends DecisionRuleContract {
    private final DecisionRule rule;

    Rules(DecisionRule rule) {
      this.rule = rule;
    }

    @Override
    protected DecisionRule rule() {
      return rule;
    }
  }

  /** Accepts from the mean score of the validation rows on. */
  private static FittedRule mean(EvaluationSet validation, Settings settings) {
    double[] sorted = validation.scores(1).clone();
    Arrays.sort(sorted);
    double from = Arrays.stream(sorted).average().orElse(0.5);
    return from(from);
  }

  private static FittedRule from(double from) {
    return new Fitted(
        "yes from " + from, set -> each(set, (s, row) -> s.scores(1)[row] >= from ? 1 : 0));
  }

  @Nested
  class DecisionRuleContractTest extends Rules {
    DecisionRuleContractTest() {
      super(new Mean());
    }
  }

  private static class Mean implements DecisionRule {
    @Override
    public FittedRule fit(EvaluationSet validation, Settings settings) {
      return mean(validation, settings);
    }

    @Override
    public FittedRule restore(String state, Settings settings) {
      return from(Double.parseDouble(state.substring("yes from ".length())));
    }
  }

  private static void rule(Function<EvaluationSet, int[]> decide, String test) {
    fails(new Rules((v, s) -> new Fitted("some", decide)), test);
  }

  @Test
  void rules() {
    rule(set -> each(set, (s, row) -> s.labels()[row]), "everyRowIsDecided");
    rule(set -> new int[1], "everyRowIsDecided");
    rule(set -> each(set, (s, row) -> row % 2), "rowsAreDecidedEachForItself");
    Random random = new Random(1);
    rule(set -> each(set, (s, row) -> random.nextInt(2)), "decidingIsPure");
    fails(
        new Rules((v, s) -> new Fitted("" + random.nextInt(), set -> each(set, (e, row) -> 0))),
        "fittingIsDeterministic");
    fails(new Rules(BrokenDecisionTest::mean), "aRestoredRuleDoesTheSame");
    fails(
        new Rules(
            new Mean() {
              @Override
              public FittedRule restore(String state, Settings settings) {
                return from(0.5);
              }
            }),
        "aRestoredRuleDoesTheSame");
    fails(new Rules((v, s) -> new Halving(mean(v, s))), "scoresAreDistributions");
    fails(
        new Rules(
            (v, s) -> {
              int first = v.predictions()[0];
              return new Fitted("some", set -> each(set, (e, row) -> first));
            }),
        "theOrderOfValidationRowsDoesNotMatter");
    fails(
        new Rules(
            (v, s) -> {
              if (v.favourable() < 0) {
                throw new IllegalStateException("a bug");
              }
              return mean(v, s);
            }),
        "poorValidationRowsGiveARuleOrAProblem");
  }

  // --- parties

  private static class Parties extends PartyModelContract {
    private final PartyModel party;

    Parties(PartyModel party) {
      this.party = party;
    }

    @Override
    protected PartyModel party() {
      return party;
    }

    @Override
    protected List<String> classes() {
      return List.of("no", "yes");
    }
  }

  private static double[][] answer(List<String> texts, List<String> classes, Settings settings) {
    if (!List.of("no", "yes").containsAll(classes)) {
      throw GovernanceException.spec("party", "classes " + classes, "no, yes", "");
    }
    return texts.stream()
        .map(text -> classes.stream().mapToDouble(c -> share(text, c)).toArray())
        .toArray(double[][]::new);
  }

  private static double share(String text, String name) {
    double yes = new Random(text.hashCode()).nextDouble();
    return name.equals("yes") ? yes : 1 - yes;
  }

  @Nested
  class PartyModelContractTest extends Parties {
    PartyModelContractTest() {
      super(BrokenDecisionTest::answer);
    }
  }

  @Test
  void parties() {
    fails(
        new Parties((t, c, s) -> t.stream().map(x -> new double[] {1, 1}).toArray(double[][]::new)),
        "answersAreDistributions");
    fails(new Parties((t, c, s) -> answer(t.subList(0, 1), c, s)), "answersAreDistributions");
    fails(
        new Parties((t, c, s) -> answer(t.stream().map(x -> x + t.get(0)).toList(), c, s)),
        "anAnswerDependsOnTheTextAlone");
    fails(new Parties((t, c, s) -> answer(t, List.of("no", "yes"), s)), "classesAreThoseAskedFor");
    fails(new Parties((t, c, s) -> answer(t, List.of("no", "yes"), s)), "otherClassesAreRefused");
  }

  // --- gradient policies

  private record Policy(Function<PolicySetup, GradientPlan> planner, LongToDoubleFunction epsilon)
      implements GradientPolicy {
    @Override
    public GradientPlan plan(PolicySetup setup) {
      return planner.apply(setup);
    }

    @Override
    public Map<String, Double> spent(PolicySetup setup, long steps) {
      return Map.of("epsilon", epsilon.applyAsDouble(steps));
    }
  }

  private static class Policies extends GradientPolicyContract {
    private final GradientPolicy policy;

    Policies(GradientPolicy policy) {
      this.policy = policy;
    }

    @Override
    protected GradientPolicy policy() {
      return policy;
    }
  }

  private static GradientPlan noisy(PolicySetup setup) {
    return new GradientPlan(Clipping.PER_SAMPLE, 1, 1.1, Sampling.POISSON);
  }

  /** Per-sample clipping with noise; the account is that of plain composition. */
  @Nested
  class GradientPolicyContractTest extends Policies {
    GradientPolicyContractTest() {
      super(new Policy(BrokenDecisionTest::noisy, steps -> 0.1 * steps));
    }
  }

  @Test
  void policies() {
    fails(new Policies(new Policy(BrokenDecisionTest::noisy, s -> 3 - s)), "theBudgetOnlyGrows");
    fails(
        new Policies(new Policy(BrokenDecisionTest::noisy, s -> s > 9 ? Double.NaN : 1)),
        "theBudgetOnlyGrows");
    Random random = new Random(1);
    fails(
        new Policies(new Policy(BrokenDecisionTest::noisy, s -> s + random.nextDouble())),
        "planAndAccountAreDeterministic");
    fails(
        new Policies(
            new Policy(s -> new GradientPlan(Clipping.GLOBAL, 0, 0, Sampling.SHUFFLE), steps -> 1)),
        "thePlanCanBeCarriedOut");
    fails(
        new Policies(
            new Policy(s -> new GradientPlan(Clipping.GLOBAL, 1, 1, Sampling.SHUFFLE), steps -> 1)),
        "thePlanCanBeCarriedOut");
  }
}
