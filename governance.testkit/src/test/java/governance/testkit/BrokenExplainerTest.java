package governance.testkit;

import static governance.testkit.ContractRun.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.explain.ExplainedModel;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contract notices explainers that are broken on purpose. */
class BrokenExplainerTest {
  private static Object contract(Explainer explainer) {
    return new ExplainerContract() {
      @Override
      protected Explainer explainer() {
        return explainer;
      }

      @Override
      protected Set<Task> tasks() {
        return Set.of(Task.SEQUENCE_CLASSIFICATION);
      }
    };
  }

  /** Gives every token but the first the same share of 90 % of the change; states that error. */
  private static Explanation shares(ExplainedModel model, Batch batch) {
    int classes = model.classes().size();
    double[] outputs = model.logits(batch, model.embeddings(batch)).toArray();
    double[] before = model.logits(batch, model.baseline(batch)).toArray();
    List<Attribution> all = new ArrayList<>();
    double greatest = 0;
    for (int i = 0; i < batch.size(); i++) {
      double[] scores = new double[batch.tokens(i).size()];
      double change = outputs[i * classes] - before[i * classes];
      Arrays.fill(scores, 0.9 * change / scores.length);
      Attribution one = new Attribution(0, -1, scores, outputs[i * classes], before[i * classes]);
      greatest = Math.max(greatest, Math.abs(one.delta()));
      all.add(one);
    }
    return new Explanation(all, OptionalDouble.of(greatest));
  }

  private static Object changed(UnaryOperator<Attribution> change) {
    return contract(
        (model, batch, settings) -> {
          Explanation right = shares(model, batch);
          return new Explanation(right.attributions().stream().map(change).toList(), right.error());
        });
  }

  @Test
  void oneThatTellsItsErrorKeepsToTheContract() {
    assertEquals(Map.of(), ContractRun.failures(contract((m, b, s) -> shares(m, b))));
  }

  @Test
  void anErrorThatIsNotTrue() {
    fails(
        contract((m, b, s) -> new Explanation(shares(m, b).attributions(), OptionalDouble.of(0))),
        "theStatedErrorIsTrue");
  }

  @Test
  void outputsThatAreNotTheModels() {
    fails(
        changed(
            a ->
                new Attribution(
                    a.target(), a.position(), a.scores(), a.output() + 1, a.baselineOutput() + 1)),
        "theOutputsAreThoseOfTheModel");
    fails(
        changed(a -> new Attribution(7, -1, a.scores(), a.output(), a.baselineOutput())),
        "theTargetIsAnOutputOfTheModel");
  }

  @Test
  void scoresThatAreMissingOrNoNumbers() {
    fails(
        changed(a -> new Attribution(0, -1, new double[2], a.output(), a.baselineOutput())),
        "eachTokenHasAScore");
    fails(
        changed(
            a -> {
              double[] scores = a.scores().clone();
              scores[0] = Double.NaN;
              return new Attribution(0, -1, scores, a.output(), a.baselineOutput());
            }),
        "eachTokenHasAScore");
  }

  @Test
  void explanationsThatDependOnChanceOrOnOtherTexts() {
    Random random = new Random(1);
    fails(
        changed(
            a -> {
              double[] scores = a.scores().clone();
              scores[0] += random.nextDouble();
              return new Attribution(0, -1, scores, a.output(), a.baselineOutput());
            }),
        "explanationsAreDeterministic");
    fails(
        contract(
            (m, b, s) -> {
              Explanation right = shares(m, b);
              List<Attribution> all = new ArrayList<>();
              for (Attribution a : right.attributions()) {
                double[] scores = a.scores().clone();
                scores[0] += b.size();
                all.add(new Attribution(0, -1, scores, a.output(), a.baselineOutput()));
              }
              return new Explanation(all, right.error());
            }),
        "textsAreExplainedEachForItself");
  }
}
