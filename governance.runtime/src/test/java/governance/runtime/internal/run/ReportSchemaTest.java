package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import governance.api.Kind;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.run.RunInfo;
import governance.runtime.internal.plan.DatasetDefinition;
import governance.runtime.internal.plan.Tier;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Of;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree that renderers get is the one that the published schema describes. */
class ReportSchemaTest {
  private static final Path SCHEMA =
      Path.of("../plugins.report/src/main/resources/plugins/report/report.schema.json");

  @TempDir Path out;

  private Path run(Runs runs) throws InterruptedException {
    RunInfo run = TestService.over(runs, out).run();
    return run.evidence().resolve("report.json");
  }

  static void fits(Path report) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    assertEquals(Set.of(), schema.validate(Files.readString(report), InputFormat.JSON));
  }

  @Test
  void ofClassifiedTextsWithEveryKindOfPart() throws Exception {
    Threshold least = new Threshold("test.accuracy", 0.5, 1, Of.TUNED, Severity.WARN, Source.NONE);
    Source source = new Source("A law", "§ 1", "https://example.org");
    Threshold missing =
        new Threshold("test.groups", Double.NaN, 0.2, Of.CHANGE, Severity.FAIL, source);
    Specs specs =
        new Specs()
            .gate(new GateSpec("least", least, Map.of()))
            .gate(new GateSpec("gap", missing, Map.of()))
            .metric("test.groups")
            .metric("test.undefined")
            .metric("test.broken");
    Runs runs =
        Runs.sequences(specs)
            .penalty("p.fixed", batch -> FakeTensors.tensor(2))
            .penalty(
                "p.ramp",
                new Weight.Ramp(0, 1, 0.5, Weight.Shape.COSINE),
                b -> FakeTensors.tensor(1))
            .penalty("p.target", new Weight.Target(0.1), batch -> FakeTensors.tensor(0.3));
    runs.registry.add(Kind.METRIC, "test.groups", GROUPS);
    Metric undefined = (set, s) -> MetricResult.undefined(Direction.NEUTRAL, "one class");
    runs.registry.add(Kind.METRIC, "test.undefined", undefined);
    Metric broken = (set, s) -> null;
    runs.registry.add(Kind.METRIC, "test.broken", broken);
    Path report = run(runs);
    fits(report);
    Map<String, Object> tree = JsonReader.file(report);
    assertEquals(4, ((List<?>) tree.get("summary")).size());
    assertEquals(4, ((List<?>) tree.get("objectives")).size());
    assertFalse(((List<?>) tree.get("explanations")).isEmpty());
    assertFalse(((List<?>) ((Map<?, ?>) tree.get("dataCard")).get("baseRates")).isEmpty());
  }

  private static final Metric GROUPS =
      (set, settings) ->
          MetricResult.of(0.3, Direction.LOWER_IS_BETTER, set.size())
              .withGroups(List.of(GroupValue.of("sex", "f", Double.NaN, 3)))
              .withParts(List.of(Part.of("sex", 0.3)));

  @Test
  void ofTaggedWordsWithAClassificationReport() throws Exception {
    Runs runs = Runs.tags(new Specs().metric("quality.entity-f1"));
    Metric entities =
        (set, settings) ->
            MetricResult.of(0.5, Direction.HIGHER_IS_BETTER, set.size())
                .withParts(
                    List.of(
                        Part.of("precision", 0.5),
                        Part.of("D precision", 0.4),
                        Part.of("D recall", 0.6),
                        Part.of("D f1", 0.48),
                        Part.of("D support", 12),
                        Part.of("micro avg precision", 0.5),
                        Part.of("micro avg recall", 0.25),
                        Part.of("micro avg f1", 0.33),
                        Part.of("micro avg support", 12)));
    runs.registry.add(Kind.METRIC, "quality.entity-f1", entities);
    Path report = run(runs);
    fits(report);
    Map<?, ?> classes = (Map<?, ?>) JsonReader.file(report).get("classificationReport");
    assertNotNull(classes);
    assertEquals("entity", classes.get("kind"));
    assertEquals(
        "[{name=D, average=false, precision=0.4, recall=0.6, f1=0.48, support=12},"
            + " {name=micro avg, average=true, precision=0.5, recall=0.25, f1=0.33, support=12}]",
        classes.get("tuned").toString());
  }

  @Test
  void ofDataWithoutAClearLicence() throws Exception {
    DatasetDefinition dataset =
        new DatasetDefinition(
            "scores",
            "Scores",
            "https://example.org",
            "",
            Tier.UNCLEAR_LICENCE,
            "",
            List.of(),
            Optional.empty(),
            Node.Obj.empty("test"));
    Path report = run(Runs.sequences(new Specs().dataset(dataset)));
    fits(report);
    Map<String, Object> tree = JsonReader.file(report);
    Map<?, ?> card = (Map<?, ?>) tree.get("dataCard");
    assertEquals("unclear-licence", card.get("tier"));
    String notice = (String) card.get("notice");
    List<?> limitations = (List<?>) ((Map<?, ?>) tree.get("modelCard")).get("limitations");
    assertTrue(limitations.contains("Licence of the training data: " + notice + "."));
  }

  @Test
  void ofARunWithOptionsOfTraining() throws Exception {
    Specs specs = new Specs().committee(2).adversarial(0.5, 3);
    Path report = run(Runs.sequences(specs.earlyStopping("test.accuracy", 1, 0)));
    fits(report);
    Map<?, ?> training = (Map<?, ?>) JsonReader.file(report).get("training");
    List<?> options = (List<?>) training.get("options");
    assertEquals(4, options.size());
    Map<?, ?> optimiser = (Map<?, ?>) options.get(3);
    assertEquals("optimiser", optimiser.get("id"));
    Map<Object, Object> figures = new HashMap<>();
    for (Object figure : (List<?>) optimiser.get("figures")) {
      figures.put(((Map<?, ?>) figure).get("name"), ((Map<?, ?>) figure).get("value"));
    }
    double before = ((Number) figures.get("Norm of the weights before")).doubleValue();
    assertTrue(before > 0);
    assertNotEquals(before, figures.get("Norm of the weights after"));
    Map<?, ?> curves = (Map<?, ?>) training.get("curves");
    List<?> steps = (List<?>) curves.get("step");
    assertEquals(steps.size(), ((List<?>) curves.get("adversarial")).size());
  }

  @Test
  void theModelCardNamesArchitectureAndTokenizerOfTheModel() throws Exception {
    Map<?, ?> card = (Map<?, ?>) JsonReader.file(run(Runs.sequences(new Specs()))).get("modelCard");
    assertEquals("ELECTRA encoder", card.get("architecture"));
    assertEquals("words", ((Map<?, ?>) card.get("tokenizer")).get("kind"));
  }

  @Test
  void ofARunThatOnlyEvaluates() throws Exception {
    fits(run(Runs.sequences(new Specs().epochs(0).bootstrap(0))));
  }
}
