package plugins.domain.finance.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.generated.GroundTruth;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import plugins.domain.finance.internal.Generated;
import plugins.domain.finance.internal.service.TextIndex.Nearest;

class AnswersTest {
  private static final List<String> CLASSES = List.of("a", "b");

  private record Setup(Dataset training, Settings settings, long seed) implements TransformSetup {}

  private static Dataset dialogues(
      List<String> questions, List<String> intents, List<String> answers) {
    Schema schema =
        new Schema(
            List.of(
                new Column("question", ValueType.STRING, Role.TEXT),
                new Column("intent", ValueType.STRING, Role.LABEL),
                new Column("answer", ValueType.STRING, Role.IGNORED)));
    return Dataset.of(schema, List.of(questions, intents, answers));
  }

  private static FittedTransform fit(Dataset training, Map<String, ?> settings) {
    return new AnswerRetrieval()
        .fit(new Setup(training, Settings.of(AnswerRetrieval.ID, settings), 1));
  }

  private static void check(TextIndex index, JsonArray expected, List<String> texts, boolean own) {
    for (int i = 0; i < texts.size(); i++) {
      Nearest got = index.nearest(texts.get(i), own ? i : -1);
      JsonObject want = expected.get(i).getAsJsonObject();
      assertEquals(want.get("text").getAsInt(), got.text(), texts.get(i));
      assertEquals(want.get("similarity").getAsDouble(), got.similarity(), 1e-12, texts.get(i));
    }
  }

  @Test
  void similarityIsThatOfScikitLearn() throws IOException {
    JsonObject oracle;
    try (InputStreamReader text =
        new InputStreamReader(
            getClass().getResourceAsStream("oracles.json"), StandardCharsets.UTF_8)) {
      oracle = JsonParser.parseReader(text).getAsJsonObject();
    }
    List<String> texts = strings(oracle.getAsJsonArray("texts"));
    TextIndex index = new TextIndex(texts);
    check(index, oracle.getAsJsonArray("nearest"), strings(oracle.getAsJsonArray("asks")), false);
    check(index, oracle.getAsJsonArray("others"), texts, true);
  }

  private static List<String> strings(JsonArray array) {
    List<String> all = new ArrayList<>();
    array.forEach(e -> all.add(e.getAsString()));
    return all;
  }

  @Test
  void learnsTemplatesAndNearestAnswersFromTheTrainingRows() {
    Dataset training =
        dialogues(
            List.of("card lost", "card gone", "card away", "gold bars", "joint account"),
            List.of("card", "card", "card", "other", "other"),
            Arrays.asList("block", "block", "wait", "gold", null));
    FittedTransform fitted = fit(training, Map.of());
    Dataset test =
        dialogues(
            List.of("my card gone", "gold", "weather", "joint account"),
            List.of("card", "other", "other", "other"),
            Arrays.asList("block", "gold", null, null));
    Dataset after = fitted.apply(test, Split.TEST).data();
    assertEquals(List.of("block", "block", "block", "block"), after.values("answer of card"));
    assertEquals("gold", after.values("answer of other").get(0));
    assertEquals(Arrays.asList("block", "gold", null, null), after.values(AnswerRetrieval.ANSWER));
    assertEquals(0, after.number(AnswerRetrieval.SIMILARITY, 2));
    assertEquals(1, after.number(AnswerRetrieval.SIMILARITY, 3), 1e-12);
    assertEquals(
        List.of("question"), after.schema().with(Role.TEXT).stream().map(Column::name).toList());
    Dataset own = fitted.apply(training, Split.TRAIN).data();
    assertEquals(0, own.number(AnswerRetrieval.SIMILARITY, 3), "a question is not its own answer");
    assertTrue(fit(training, Map.of("share", 0.6)).state().startsWith("card: block\n"));
    assertEquals(
        -1,
        fit(training, Map.of("share", 0.6))
            .apply(test, Split.TEST)
            .data()
            .schema()
            .indexOf("answer of other"));
  }

  private static EvaluationSet set(double[] confidence, int[] predicted) {
    double[] other = Arrays.stream(confidence).map(c -> 1 - c).toArray();
    double[][] scores = new double[2][confidence.length];
    for (int row = 0; row < confidence.length; row++) {
      scores[predicted[row]][row] = confidence[row];
      scores[1 - predicted[row]][row] = other[row];
    }
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
        .labels(new int[confidence.length])
        .predictions(predicted)
        .scores(scores)
        .column("answer", Arrays.asList("A", "A", "R", null, null, "X"))
        .column("answer of a", List.of("A", "A", "A", "A", "A", "A"))
        .column(AnswerRetrieval.ANSWER, Arrays.asList("R", "R", "R", "R", "R", null))
        .column(AnswerRetrieval.SIMILARITY, List.of("1", "0.9", "0.8", "0.7", "0.2", "1"))
        .build();
  }

  /** Rows: template right, unsure then retrieval wrong, retrieval right, wrong, person, person. */
  @Test
  void answersByTemplateThenRetrievalThenAPerson() {
    EvaluationSet set =
        set(new double[] {0.9, 0.4, 0.9, 0.9, 0.9, 0.9}, new int[] {0, 0, 1, 1, 1, 1});
    MetricResult got = new AnswerAccuracy().evaluate(set, Settings.EMPTY);
    assertEquals(2 / 4.0, got.value(), 1e-12);
    assertEquals(4, got.n());
    assertEquals(4 / 6.0, part(got, "coverage"), 1e-12);
    assertEquals(1 / 6.0, part(got, "template share"), 1e-12);
    assertEquals(1, part(got, "template right"));
    assertEquals(3 / 6.0, part(got, "retrieval share"), 1e-12);
    assertEquals(1 / 3.0, part(got, "retrieval right"), 1e-12);
    assertEquals(1 / 2.0, part(got, "person right"), 1e-12);
    Answers answers = new Answers(set, 0.5, 0.6);
    assertNull(answers.of(4));
    assertEquals("R", answers.of(1));
    MetricResult strict =
        new AnswerAccuracy().evaluate(set, Settings.of("test", Map.of("similarity", 0.85)));
    assertEquals(2 / 6.0, part(strict, "coverage"), 1e-12);
    double[] twice = {2, 0, 0, 0, 0, 0};
    assertEquals(1, new AnswerAccuracy().evaluate(set.withWeights(twice), Settings.EMPTY).value());
  }

  private static double part(MetricResult result, String name) {
    return result.parts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void refusesDataWithoutAnswers() {
    Dataset data = dialogues(List.of("x"), List.of("a"), List.of("A"));
    assertThrows(GovernanceException.class, () -> fit(data, Map.of("answer", "reply")));
    assertThrows(GovernanceException.class, () -> fit(data, Map.of("share", 0.0)));
    EvaluationSet bare =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
            .labels(new int[1])
            .predictions(new int[1])
            .column("answer", List.of("A"))
            .build();
    String message =
        assertThrows(
                GovernanceException.class,
                () -> new AnswerAccuracy().evaluate(bare, Settings.EMPTY))
            .getMessage();
    assertTrue(message.contains("Add the transform finance.answer-retrieval"), message);
  }

  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    assertEquals(
        "bc19191d8fc9984ec9f119fc256bb1408498402973424b7c2cab2a62aff53e63",
        Generated.digest(Generated.rows(new ServiceDialogues(), 3000, 1)));
  }

  @Test
  void sharesAndErrorsAreThoseStated() throws IOException {
    GroundTruth truth = GroundTruth.read(ServiceDialogues.class, ServiceDialogues.TRUTH);
    List<List<Object>> rows = Generated.rows(new ServiceDialogues(), 30_000, 5);
    truth
        .table("intent", "")
        .forEach(
            (intent, share) -> {
              long n = rows.stream().filter(r -> r.get(2).equals(intent)).count();
              assertEquals(share, n / 30_000.0, 0.01, intent);
            });
    long wrong = rows.stream().filter(r -> !Objects.equals(r.get(3), r.get(4))).count();
    assertEquals(truth.number("answer.wrong"), wrong / 30_000.0, 0.008);
    assertTrue(rows.stream().allMatch(r -> r.get(2).equals("none") == (r.get(4) == null)));
  }

  /** With the right intents, retrieval answers the long tail and leaves the rest to a person. */
  @Test
  void answersTheGeneratedDialogues() throws IOException {
    List<List<Object>> rows = Generated.rows(new ServiceDialogues(), 3000, 1);
    Dataset train = dialogues(rows.subList(0, 2000));
    Dataset test = dialogues(rows.subList(2000, 3000));
    Dataset after = fit(train, Map.of()).apply(test, Split.TEST).data();
    List<String> classes =
        test.values("intent").stream().map(Object::toString).distinct().sorted().toList();
    int[] intents =
        test.values("intent").stream().mapToInt(i -> classes.indexOf((String) i)).toArray();
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
            .labels(intents)
            .predictions(intents);
    for (Column c : after.schema().columns()) {
      List<String> values = new ArrayList<>();
      after.values(c.name()).forEach(v -> values.add(v == null ? null : v.toString()));
      set.column(c.name(), values);
    }
    MetricResult got = new AnswerAccuracy().evaluate(set.build(), Settings.EMPTY);
    assertTrue(got.value() > 0.9, got.toString());
    assertTrue(part(got, "coverage") > 0.9, got.toString());
    assertTrue(part(got, "retrieval right") > 0.8, got.toString());
    assertEquals(0.15, part(got, "retrieval share"), 0.05);
  }

  private static Dataset dialogues(List<List<Object>> rows) {
    return dialogues(
        Generated.column(rows, 1), Generated.column(rows, 2), Generated.column(rows, 3));
  }
}
