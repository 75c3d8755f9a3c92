package governance.runtime.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static Node.Obj json(String text, String origin) {
    try {
      return JsonText.object("test", new StringReader(text), line -> origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String merged(String lower, String upper) {
    return text(Layers.merge(json(lower, "low"), json(upper, "up")));
  }

  private static String text(Node node) {
    if (node instanceof Node.Scalar s) {
      return s.value() + "@" + s.origin();
    }
    if (node instanceof Node.Array a) {
      return a.items().stream().map(LayersTest::text).toList().toString();
    }
    Map<String, String> members = new TreeMap<>();
    ((Node.Obj) node).members().forEach((k, v) -> members.put(k, text(v)));
    return members.toString();
  }

  @Test
  void objectsAreMergedByKeyAndValuesReplaced() {
    assertEquals(
        "{train={batch=2@up, epochs=1@low}}",
        merged("{\"train\":{\"epochs\":1,\"batch\":1}}", "{\"train\":{\"batch\":2}}"));
    assertEquals(
        "{data={protected=[b@up]}}",
        merged("{\"data\":{\"protected\":[\"a\"]}}", "{\"data\":{\"protected\":[\"b\"]}}"));
  }

  @Test
  void rivalsReplaceEachOther() {
    assertEquals(
        "{data={file=f@up}}", merged("{\"data\":{\"name\":\"n\"}}", "{\"data\":{\"file\":\"f\"}}"));
    assertEquals(
        "{penalties=[{id=a@low, target=2@up}]}",
        merged(
            "{\"penalties\":[{\"id\":\"a\",\"weight\":1}]}",
            "{\"penalties\":{\"a\":{\"target\":2}}}"));
  }

  @Test
  void aTextAsDataIsAName() {
    assertEquals("{data={name=x@up}}", merged("{\"data\":{\"file\":\"f\"}}", "{\"data\":\"x\"}"));
  }

  @Test
  void listsAreReplacedByListsAndChangedByObjects() {
    String low = "{\"metrics\":[\"a\",\"b\"]}";
    assertEquals("{metrics=[{id=c@up}]}", merged(low, "{\"metrics\":[\"c\"]}"));
    assertEquals(
        "{metrics=[{id=b@low, settings={x=1@up}}, {id=c@up}]}",
        merged(low, "{\"metrics\":{\"a\":null,\"b\":{\"settings\":{\"x\":1}},\"c\":{}}}"));
  }

  @Test
  void overridesFindTheLongestKnownId() {
    List<governance.api.Problem> problems = new ArrayList<>();
    Overrides overrides = new Overrides(list -> List.of("a.b", "a.b.c"), problems);
    Node.Obj spec =
        overrides.apply(
            Node.Obj.empty("low"),
            Map.of(
                "metrics.a.b.c.settings.x", "1",
                "metrics.a.b.settings.y", "[true]",
                "data.columns.marital.status", "IGNORED",
                "train.seed", "5"),
            Map.of("train.seed", "--seed"));
    assertEquals(List.of(), problems);
    assertEquals(
        "{data={columns={marital.status=IGNORED@--set}}, metrics=[{id=a.b.c@--set, settings={x=1@--set}},"
            + " {id=a.b@--set, settings={y=[true@--set]}}], train={seed=5@--seed}}",
        text(spec));
    overrides.apply(spec, Map.of("metrics.z.z.settings.x", "1"), Map.of());
    assertTrue(problems.get(0).message().contains("names no item of metrics"), problems.toString());
  }

  @Test
  void distancesCountEdits() {
    assertEquals(0, Suggestion.distance("Epochs", "epochs"));
    assertEquals(1, Suggestion.distance("epohcs", "epochs"));
    assertEquals(1, Suggestion.distance("epocs", "epochs"));
    assertEquals(3, Suggestion.distance("kitten", "sitting"));
    assertEquals(6, Suggestion.distance("", "epochs"));
    assertTrue(Suggestion.nearest("zzzzzz", List.of("epochs", "batch")).isEmpty());
  }

  @Test
  void numbersAreWrittenAsPeopleDo() {
    assertEquals("0.0005", JsonText.writeLine(5e-4));
    assertEquals("1", JsonText.writeLine(1.0));
    assertEquals("1.0E-12", JsonText.writeLine(1e-12));
    assertEquals("0", JsonText.writeLine(0.0));
    assertEquals("[\"a<b\",null]", JsonText.writeLine(java.util.Arrays.asList("a<b", null)));
  }
}
