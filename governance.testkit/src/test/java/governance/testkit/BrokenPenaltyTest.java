package governance.testkit;

import static governance.testkit.ContractRun.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnParameter;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract notices penalties that are broken on purpose, and carries an adversary. */
class BrokenPenaltyTest {
  private static Object contract(Penalty penalty) {
    return new PenaltyContract() {
      @Override
      protected Penalty penalty() {
        return penalty;
      }

      @Override
      protected Set<Task> tasks() {
        return Set.of(Task.SEQUENCE_CLASSIFICATION);
      }
    };
  }

  private static Object term(PenaltyTerm term) {
    return contract(setup -> term);
  }

  @Test
  void aSumInPlaceOfAMean() {
    fails(term(b -> b.outputs().square().sum()), "theScaleDoesNotDependOnTheBatchSize");
  }

  @Test
  void aNegativeValueAndOneThatIsNotFinite() {
    String test = "theValueIsAFiniteScalarOfAtLeastZero";
    fails(term(b -> b.outputs().mean().neg()), test);
    fails(term(b -> b.membership("sex").sum(0).min(0).pow(-1).mul(b.outputs().mean())), test);
    fails(term(PenaltyContext::outputs), test);
    fails(term(b -> null), test);
  }

  @Test
  void aGradientThatIsCutOrNotFinite() {
    fails(term(b -> b.outputs().detach().square().mean()), "gradientsEqualFiniteDifferences");
    fails(
        term(b -> b.embeddings().mul(0).abs().pow(0.5).mean().add(b.outputs().square().mean())),
        "gradientsAreFinite");
  }

  @Test
  void aTermThatKeepsStateOrLooksAtTheOrder() {
    fails(
        contract(
            setup -> {
              AtomicInteger calls = new AtomicInteger();
              return b -> b.outputs().square().mean().mul(calls.incrementAndGet());
            }),
        "theValueIsDeterministicAndTheTermHoldsNoState");
    fails(term(b -> b.outputs().slice(0, 0, 1).square().mean()), "theOrderOfRowsDoesNotMatter");
  }

  @Test
  void aScopeThatIsNotTrue() {
    Penalty claims =
        new Penalty() {
          @Override
          public PenaltyTerm prepare(PenaltySetup setup) {
            return b -> b.outputs().mean(0).sub(0.2).square().mean();
          }

          @Override
          public PenaltyScope scope() {
            return PenaltyScope.PER_SAMPLE;
          }
        };
    fails(contract(claims), "theScopeIsTrue");
  }

  @Test
  void anOwnParameterThatGetsNoGradient() {
    PenaltyTerm cut =
        new PenaltyTerm() {
          @Override
          public List<OwnParameter> parameters() {
            return List.of(OwnParameter.constant("s", 1));
          }

          @Override
          public Tensor evaluate(PenaltyContext batch) {
            return batch.outputs().square().mean().mul(batch.own("s").detach().square());
          }
        };
    fails(term(cut), "gradientsForOwnParametersEqualFiniteDifferences");
  }

  @Test
  void aPenaltyThatThrowsFailsEveryTestThatEvaluatesIt() {
    Map<String, Throwable> failures =
        ContractRun.failures(
            term(
                b -> {
                  throw new IllegalStateException("deliberate");
                }));
    assertEquals(7, failures.size(), failures.keySet().toString());
  }

  /** An adversary that reads a group from the representation, and reverses its gradient. */
  @Nested
  class AdversaryContractTest extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return setup -> new Adversary(setup.hiddenSize(), setup.groups("sex").size());
    }

    @Override
    protected double modelGradient() {
      return -1;
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }
  }

  private record Adversary(int hidden, int groups) implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(
          OwnParameter.normal("w", 0.1, hidden, groups), OwnParameter.constant("b", 0, groups));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor h = batch.representation();
      Tensor reversed = h.detach().mul(2).sub(h);
      Tensor scores = reversed.matmul(batch.own("w")).add(batch.own("b"));
      Tensor known = batch.membership("sex");
      Tensor each = scores.logSoftmax(-1).mul(known).sum(1).neg();
      return each.sum().div(known.sum().clampMin(1));
    }
  }
}
