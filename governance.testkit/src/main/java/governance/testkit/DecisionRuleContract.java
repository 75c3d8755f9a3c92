package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.model.Task;
import governance.testkit.EvaluationCase.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every decision rule keeps to, whatever it chooses by. Extend it and name the rule. */
public abstract class DecisionRuleContract {
  /** Returns a new instance of the rule. */
  protected abstract DecisionRule rule();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the rule is for; sequence classification unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }

  private FittedRule fit(EvaluationSet validation) {
    FittedRule fitted = rule().fit(validation, settled());
    assertNotNull(fitted, "fit returned null");
    return fitted;
  }

  private Settings settled() {
    return Settings.of("the rule under test", settings());
  }

  private Stream<DynamicTest> each(Consumer<EvaluationCase> check) {
    return Arrays.stream(Task.values())
        .filter(tasks()::contains)
        .map(EvaluationCase::regular)
        .map(of -> DynamicTest.dynamicTest(of.task().toString(), () -> check.accept(of)));
  }

  private static EvaluationCase test(EvaluationCase of) {
    List<Text> texts = new ArrayList<>(of.texts());
    Collections.shuffle(texts, new Random(9));
    return of.with("test", texts.subList(0, 30));
  }

  /** Every row is given a class that there is. */
  @TestFactory
  Stream<DynamicTest> everyRowIsDecided() {
    return each(
        of -> {
          EvaluationSet test = test(of).withoutLabels();
          int[] decided = fit(of.set()).decide(test);
          assertEquals(test.size(), decided.length, "decided rows");
          for (int value : decided) {
            assertTrue(value >= 0 && value < of.classes().size(), () -> "class " + value);
          }
        });
  }

  /** Fitting twice learns the same, and says what. */
  @TestFactory
  Stream<DynamicTest> fittingIsDeterministic() {
    return each(
        of -> {
          FittedRule one = fit(of.set());
          FittedRule two = fit(of.set());
          assertNotNull(one.state(), "state returned null");
          assertFalse(one.state().isBlank(), "an empty state");
          assertEquals(one.state(), two.state());
          EvaluationSet test = test(of).withoutLabels();
          assertArrayEquals(one.decide(test), two.decide(test));
        });
  }

  /** A rule that is made again from its state does the same, and can be kept again. */
  @TestFactory
  Stream<DynamicTest> aRestoredRuleDoesTheSame() {
    return each(
        of -> {
          FittedRule fitted = fit(of.set());
          FittedRule restored = rule().restore(fitted.state(), settled());
          assertNotNull(restored, "restore returned null");
          assertEquals(fitted.state(), restored.state());
          assertEquals(fitted.summary(), restored.summary());
          List<Text> texts = new ArrayList<>(of.texts());
          texts.addAll(of.texts().stream().map(t -> t.of(null)).toList());
          EvaluationSet test = of.with("more", texts).withoutLabels();
          assertArrayEquals(fitted.decide(test), restored.decide(test));
          assertArrayEquals(fitted.fallbacks(test), restored.fallbacks(test));
          assertTrue(Arrays.deepEquals(fitted.scores(test), restored.scores(test)), "scores");
        });
  }

  /** Probabilities stay probabilities, each row for itself, and fallbacks are said of every row. */
  @TestFactory
  Stream<DynamicTest> scoresAreDistributions() {
    return each(
        of -> {
          FittedRule fitted = fit(of.set());
          EvaluationCase test = test(of);
          EvaluationSet together = test.withoutLabels();
          double[][] scores = fitted.scores(together);
          assertEquals(of.classes().size(), scores.length, "classes");
          boolean[] fallbacks = fitted.fallbacks(together);
          assertEquals(together.size(), fallbacks.length, "fallbacks");
          int next = 0;
          for (Text text : test.texts()) {
            EvaluationSet alone = test.with("alone", List.of(text)).withoutLabels();
            double[][] own = fitted.scores(alone);
            boolean[] fallback = fitted.fallbacks(alone);
            for (int row = 0; row < fallback.length; row++, next++) {
              assertEquals(fallbacks[next], fallback[row], "fallback of one row");
              double sum = 0;
              for (int c = 0; c < scores.length; c++) {
                assertEquals(scores[c][next], own[c][row], "score of one row");
                assertTrue(own[c][row] >= 0 && own[c][row] <= 1, "score " + own[c][row]);
                sum += own[c][row];
              }
              assertEquals(1, sum, 1e-6, "sum of scores");
            }
          }
        });
  }

  /** The order of the validation rows does not matter. */
  @TestFactory
  Stream<DynamicTest> theOrderOfValidationRowsDoesNotMatter() {
    return each(
        of -> {
          List<Text> moved = new ArrayList<>(of.texts());
          Collections.shuffle(moved, new Random(3));
          EvaluationSet test = test(of).withoutLabels();
          int[] expected = fit(of.set()).decide(test);
          assertArrayEquals(expected, fit(of.with("moved", moved).set()).decide(test));
        });
  }

  /** A row is decided the same whatever stands beside it. */
  @TestFactory
  Stream<DynamicTest> rowsAreDecidedEachForItself() {
    return each(
        of -> {
          FittedRule fitted = fit(of.set());
          EvaluationCase test = test(of);
          int[] together = fitted.decide(test.withoutLabels());
          int next = 0;
          for (Text text : test.texts()) {
            int[] alone = fitted.decide(test.with("alone", List.of(text)).withoutLabels());
            int from = next;
            next += text.labels().length;
            assertArrayEquals(Arrays.copyOfRange(together, from, next), alone);
          }
        });
  }

  /** Deciding learns nothing and leaves its input alone. */
  @TestFactory
  Stream<DynamicTest> decidingIsPure() {
    return each(
        of -> {
          FittedRule fitted = fit(of.set());
          String state = fitted.state();
          EvaluationSet test = test(of).withoutLabels();
          int[] first = fitted.decide(test);
          assertArrayEquals(first, fitted.decide(test));
          assertEquals(state, fitted.state(), "the state changed");
          EvaluationSet untouched = test(of).withoutLabels();
          IntStream.range(0, of.classes().size())
              .forEach(c -> assertArrayEquals(untouched.scores(c), test.scores(c)));
          assertArrayEquals(untouched.predictions(), test.predictions());
        });
  }

  /** Validation rows that lack something give a rule, or are refused with a problem. */
  @TestFactory
  Stream<DynamicTest> poorValidationRowsGiveARuleOrAProblem() {
    return each(
        of -> {
          List<Text> texts = of.texts();
          List<EvaluationCase> poor =
              List.of(
                  of.with("one text", texts.subList(0, 1)),
                  of.with("one class", texts.stream().map(Text::ofFirstClass).toList()),
                  of.with("an empty group", texts.stream().map(t -> t.of("f")).toList()),
                  of.with("no group known", texts.stream().map(t -> t.of(null)).toList()),
                  of.withoutFavourable());
          for (EvaluationCase one : poor) {
            decidesOrRefuses(one, test(of).withoutLabels());
          }
        });
  }

  private void decidesOrRefuses(EvaluationCase poor, EvaluationSet test) {
    FittedRule fitted;
    try {
      fitted = fit(poor.set());
    } catch (GovernanceException refused) {
      assertFalse(refused.getMessage().isBlank(), poor.name());
      return;
    }
    assertEquals(test.size(), fitted.decide(test).length, poor.name());
  }
}
