package plugins.quality.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntityF1Test {
  private static final Settings STRICT = Settings.of("quality.entity-f1", Map.of("mode", "strict"));

  @Test
  void agreesWithSeqevalInBothModes() {
    for (JsonElement each : Oracle.peers(EntityF1Test.class, "entities")) {
      JsonObject peer = each.getAsJsonObject();
      EvaluationSet set =
          set(tags(peer.get("y_true")), tags(peer.get("y_pred")), tagNames(peer)).build();
      check(peer.getAsJsonObject("lenient"), "f1-score", evaluate(set, Settings.EMPTY));
      check(peer.getAsJsonObject("strict"), "f1-score", evaluate(set, STRICT));
    }
  }

  @Test
  void agreesWithThePublishedReport() {
    JsonObject oracle = Oracle.named(EntityF1Test.class, "seqeval.report_abc");
    EvaluationSet set = set(oracle);
    check(oracle.getAsJsonObject("expected"), "f1", evaluate(set, Settings.EMPTY));
    check(oracle.getAsJsonObject("expected"), "f1", evaluate(set, STRICT));
  }

  @Test
  void onlyStrictRefusesAnEntityThatBeginsInside() {
    JsonObject oracle = Oracle.named(EntityF1Test.class, "seqeval.conll_vs_strict");
    EvaluationSet set = set(oracle);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(
        expected.get("default_f1").getAsDouble(), evaluate(set, Settings.EMPTY).value(), 1e-12);
    assertEquals(
        expected.get("strict_iob2_f1").getAsDouble(), evaluate(set, STRICT).value(), 1e-12);
  }

  @Test
  void readsChunksAsSeqeval() {
    JsonObject whole = Oracle.named(EntityF1Test.class, "seqeval.get_entities");
    checkChunks(
        whole.getAsJsonObject("inputs").get("tags"),
        whole.getAsJsonObject("expected").getAsJsonArray("entities"));
    JsonObject borders = Oracle.named(EntityF1Test.class, "seqeval.entity_boundaries");
    for (String name : borders.getAsJsonObject("inputs").keySet()) {
      checkChunks(
          borders.getAsJsonObject("inputs").get(name),
          borders.getAsJsonObject("expected").getAsJsonArray(name));
    }
  }

  @Test
  void weighsAndGroupsAnEntityByItsFirstWord() {
    List<List<String>> truth = List.of(List.of("B-A", "I-A"), List.of("B-A"), List.of("B-A"));
    List<List<String>> found = List.of(List.of("B-A", "I-A"), List.of("O"), List.of("B-A"));
    EvaluationSet set =
        set(truth, found, List.of("O", "B-A", "I-A"))
            .weights(new double[] {2, 2, 1, 0})
            .groups("sex", Arrays.asList("f", "f", "m", null))
            .build();
    MetricResult got = evaluate(set, Settings.EMPTY);
    assertEquals(2 * 2 / (2 + 3.0), got.value(), 1e-12);
    assertEquals(2, got.n());
    assertEquals(1, got.groups().get(0).value(), 1e-12);
    assertEquals(0, got.groups().get(1).value(), 1e-12);
    assertEquals(1, got.groups().get(1).n());
  }

  @Test
  void entitiesEndWithTheirText() {
    List<List<String>> truth = List.of(List.of("O", "B-A"), List.of("I-A", "O"));
    EvaluationSet set = set(truth, truth, List.of("O", "B-A", "I-A")).build();
    assertEquals(2, evaluate(set, Settings.EMPTY).n());
    assertEquals(1, evaluate(set, STRICT).n());
  }

  @Test
  void isNotDefinedWithoutTagsOrEntities() {
    List<List<String>> nothing = List.of(List.of("O", "O"));
    assertFalse(
        evaluate(set(nothing, nothing, List.of("O", "B-A")).build(), Settings.EMPTY).defined());
    List<List<String>> words = List.of(List.of("yes"));
    MetricResult noTags = evaluate(set(words, words, List.of("yes", "no")).build(), Settings.EMPTY);
    assertTrue(noTags.note().contains("B-…"), noTags.note());
    List<List<String>> iobes = List.of(List.of("S-A"));
    EvaluationSet set = set(iobes, iobes, List.of("O", "S-A")).build();
    assertEquals(1, evaluate(set, Settings.EMPTY).value());
    assertEquals(1, evaluate(set, STRICT).value());
  }

  /** The expected chunks follow by hand from the IOBES patterns of seqeval's scheme module. */
  @Test
  void strictIobesCountsWholeEntitiesOnly() {
    assertEquals(List.of("A 0 0", "A 1 3"), strict("S-A", "B-A", "I-A", "E-A"));
    assertEquals(List.of("A 1 2"), strict("B-A", "B-A", "E-A"));
    assertEquals(List.of(), strict("B-A", "I-A", "O", "E-A", "I-A"));
    assertEquals(List.of(), strict("B-A", "E-B"));
    assertEquals(List.of("A 0 1"), strict("B-A", "E-A", "E-A", "I-A"));
  }

  private static List<String> strict(String... tags) {
    List<String> classes = List.of("O", "B-A", "I-A", "E-A", "S-A", "E-B");
    return chunks(Arrays.asList(tags), classes, true);
  }

  private static MetricResult evaluate(EvaluationSet set, Settings settings) {
    return new EntityF1().evaluate(set, settings);
  }

  private static void check(JsonObject report, String f1, MetricResult got) {
    JsonObject micro = report.getAsJsonObject("micro avg");
    assertEquals(micro.get(f1).getAsDouble(), got.value(), 1e-9);
    assertEquals(micro.get("support").getAsLong(), got.n());
    for (String type : report.keySet()) {
      for (String figure : List.of("precision", "recall", "support", "f1")) {
        String key = figure.equals("f1") ? f1 : figure;
        double expected = report.getAsJsonObject(type).get(key).getAsDouble();
        assertEquals(expected, Oracle.part(got, type + " " + figure), 1e-9, type + figure);
      }
    }
    assertTrue(report.keySet().containsAll(List.of("micro avg", "macro avg", "weighted avg")));
  }

  private static void checkChunks(JsonElement tagList, JsonArray expected) {
    List<String> tags = Arrays.asList(Oracle.as(tagList, String[].class));
    List<String> classes = tags.stream().distinct().toList();
    List<String> want = new ArrayList<>();
    for (JsonElement chunk : expected) {
      JsonArray c = chunk.getAsJsonArray();
      want.add(c.get(0).getAsString() + " " + c.get(1).getAsInt() + " " + c.get(2).getAsInt());
    }
    assertEquals(want, chunks(tags, classes, false));
  }

  private static List<String> chunks(List<String> tags, List<String> classes, boolean strict) {
    TagSet set = new TagSet(classes);
    ChunkReader reader = new ChunkReader(set, strict);
    List<String> got = new ArrayList<>();
    for (int row = 0; row <= tags.size(); row++) {
      if (reader.read(row, row < tags.size() ? classes.indexOf(tags.get(row)) : -1)) {
        got.add(set.types().get(reader.endedType()) + " " + reader.endedBegin() + " " + (row - 1));
      }
    }
    return got;
  }

  private static EvaluationSet set(JsonObject oracle) {
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    List<List<String>> truth = tags(inputs.get("y_true"));
    List<List<String>> found = tags(inputs.get("y_pred"));
    List<String> classes =
        Stream.concat(truth.stream(), found.stream()).flatMap(List::stream).distinct().toList();
    return set(truth, found, classes).build();
  }

  private static EvaluationSet.Builder set(
      List<List<String>> truth, List<List<String>> found, List<String> classes) {
    int[] starts = new int[truth.size()];
    for (int text = 1; text < starts.length; text++) {
      starts[text] = starts[text - 1] + truth.get(text - 1).size();
    }
    return EvaluationSet.builder(Task.TOKEN_CLASSIFICATION, classes)
        .labels(truth.stream().flatMap(List::stream).mapToInt(classes::indexOf).toArray())
        .predictions(found.stream().flatMap(List::stream).mapToInt(classes::indexOf).toArray())
        .sequences(starts);
  }

  private static List<List<String>> tags(JsonElement json) {
    return Arrays.stream(Oracle.as(json, String[][].class)).map(List::of).toList();
  }

  private static List<String> tagNames(JsonObject peer) {
    return List.of(Oracle.as(peer.get("tags"), String[].class));
  }
}
