package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunRequest;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.registry.TestRegistry.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong input gives one problem that names the thing, what was got and the remedy. */
class WrongInputTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private static Problem only(Resolution resolution, String... parts) {
    List<Problem> problems = resolution.plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    assertFalse(resolution.plan().runnable());
    for (String part : parts) {
      assertTrue(problems.get(0).message().contains(part), problems.get(0).message());
    }
    return problems.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train.epocs         | 3        | train.epocs (--set): is no known key | Did you mean "epochs"?
          trian.epochs        | 3        | trian (--set): is no known key | Did you mean "train"?
          train.epochs        | many     | train.epochs (--set): is the text "many" | a whole number
          train.epochs        | 2.5      | is 2.5 | a whole number
          train.batch         | 0        | is 0 | a whole number from 1
          train.learningRate  | NaN      | is the text "NaN" | a finite number from 0 to 10
          train.bucketing     | 1        | is 1 | true or false
          train.schedule      | linaer   | is the text "linaer" | Did you mean "linear"?
          train.device        | tpu      | is "tpu" | auto, cpu, gpu
          train.readEvery     | 0        | train.readEvery (--set): is 0 | auto, or a whole number of steps from 1 to 1000
          train.readEvery     | often    | is the text "often" | auto, or a whole number of steps
          task                | regress  | is the text "regress" | sequence-classification, token-classification
          data.split.test     | 1.5      | data.split.test | a finite number from 0.01 to 0.9
          data.columns.age    | FEATRE   | data.columns.age | Did you mean "feature"?
          data.protected      | age>=x   | holds "age>=x" | a number after
          model.hidden        | 129      | is 129 with 2 heads | a multiple of heads
          train.earlyStopping | 3        | train.earlyStopping (--set): is 3 | an object
          train.earlyStopping | {"metric": "quality.acuracy"} | the run computes no metric "quality.acuracy" | Did you mean "quality.accuracy"?
          train.earlyStopping | {"metric": "quality.accuracy", "patience": 0} | train.earlyStopping.patience | a whole number from 1
          train.earlyStopping | {"metric": "quality.accuracy", "minChange": -1} | train.earlyStopping.minChange | a finite number
          model.adapter       | {"type": "lora"} | needs model.folder | Set model.folder
          model.freeze        | all      | needs model.folder | Set model.folder
          train.adversarial   | {"form": "fgsm"} | train.adversarial.form | Did you mean "fgm"?
          train.adversarial   | {"steps": 2} | train.adversarial.steps | a whole number from 1 to 1
          train.adversarial   | {"epsilon": 0} | train.adversarial.epsilon | a finite number from
          train.sampling      | {"by": []} | train.sampling.by | protected columns
          train.sampling      | {"by": ["sexx"]} | names "sexx" | Did you mean "sex"?
          train.sampling      | {"by": ["sex"], "minimum": 0} | train.sampling.minimum | a whole number from 1
          model.committee     | 0        | model.committee | a whole number from 1 to 100
          model.freeze        | some     | is "some" | "all", or {"layers": N}
          evaluation.level    | 95       | is 95 | from 0.5 to 0.9999
          penalties.fairness.demographic-parity.weight | -1  | is -1 | a finite number of at least 0
          penalties.fairness.demographic-parity.weight | NaN | is the text "NaN" | a finite number of at least 0
          penalties.fairness.demografic-parity.weight  | 1   | names no item of penalties | Did you mean "fairness.demographic-parity"?
          penalties.fairness.demographic-parity.wieght | 1   | is no known key | Did you mean "weight"?
          penalties.privacy.representation-norm.settings.ordr  | 1   | setting ordr | Did you mean "order"?
          penalties.privacy.representation-norm.settings.order | 99  | is 99 | a finite number from 1 to 8
          penalties.privacy.representation-norm.settings.order | two | is "two" | a finite number from 1 to 8
          penalties.privacy.representation-norm.settings.pool  | men | is "men" | Did you mean "mean"?
          .epochs             | 3        | is no key | train.epochs
          """)
  void ofTheSpec(String key, String value, String got, String help) {
    only(fixture.plan("finance", key, value), got, help);
  }

  @Test
  void aCommitteeBesideWhatNeedsOneModel() {
    only(
        fixture.plan("finance", "model.committee", "3", "train.epochs", "0"),
        "model.committee: is 3 and comes with train.epochs 0");
    only(
        fixture.plan("finance", "model.committee", "2", "evaluation.reference", "true"),
        "comes with evaluation.reference");
  }

  @Test
  void adversarialTrainingUnderClippingOfSingleRows() {
    String penalty = "penalties";
    Resolution resolution =
        fixture.plan(
            "finance",
            penalty,
            "[]",
            "train.gradientPolicy",
            "privacy.dp-sgd",
            "train.adversarial",
            "{}");
    only(resolution, "train.adversarial: comes with gradient policy privacy.dp-sgd");
  }

  @Test
  void batchesByGroupUnderAPolicyThatDrawsRowsAlike() {
    Resolution resolution =
        fixture.plan(
            "finance",
            "penalties",
            "[]",
            "train.gradientPolicy",
            "privacy.dp-sgd",
            "train.sampling",
            "{\"by\": [\"sex\"]}");
    only(resolution, "train.sampling: comes with gradient policy privacy.dp-sgd");
  }

  @Test
  void earlyStoppingWithoutValidationRows() {
    String early = "{\"metric\": \"quality.accuracy\"}";
    Resolution resolution =
        fixture.plan("finance", "train.earlyStopping", early, "data.split.validation", "0");
    only(resolution, "train.earlyStopping: needs validation rows", "data.split.validation");
  }

  @Test
  void unknownDomain() {
    only(fixture.plan("finanse"), "there is no domain \"finanse\"", "Did you mean \"finance\"?");
    only(
        fixture.planFile("{\"domain\":\"finanse\"}"),
        "domain (spec.json line 1)",
        "Did you mean \"finance\"?");
  }

  @Test
  void specsThatAreNoJson() throws IOException {
    only(fixture.plan(folder.resolve("none.json").toString()), "there is no such file", "finance");
    only(fixture.planFile(""), "ends too early");
    only(fixture.planFile("[]"), "is a list", "a JSON object");
    only(fixture.planFile("{\"domain\":\"finance\"} x"), "line 1 column");
    only(
        fixture.planFile("{\"domain\":\"finance\",\n\"domain\":\"x\"}"),
        "line 2",
        "the key \"domain\" comes twice");
    only(fixture.planFile("{\"train\":{\"learningRate\":NaN}}"), "spec.json line 1");
    only(fixture.planFile("{\"train\":{\"learningRate\":1e999}}"), "1e999 is too large");
    only(fixture.planFile("{'domain':'finance'}"), "spec.json line 1");
    Path binary = Files.write(folder.resolve("b.json"), new byte[] {'{', (byte) 0xff, '}'});
    only(fixture.plan(binary.toString()), "is no UTF-8 text");
  }

  @Test
  void gatesThatCannotBeDecided() {
    only(
        fixture.plan("finance", "gates.mine.metric", "quality.acuracy", "gates.mine.min", "0.5"),
        "computes no metric \"quality.acuracy\"",
        "Did you mean \"quality.accuracy\"?");
    only(
        fixture.plan("finance", "gates.mine.metric", "quality.accuracy"),
        "gates.mine.min",
        "has no bound");
    only(fixture.plan("finance", "gates.four-fifths.max", "0.5"), "is 0.8, above max 0.5");
  }

  @Test
  void weightAndTarget() {
    only(
        fixture.planFile(
            """
            {"domain":"finance","penalties":[
              {"id":"privacy.representation-norm","weight":1,"target":0.5}]}"""),
        "one of weight and target");
  }

  @Test
  void theSameIdTwice() {
    only(
        fixture.planFile(
            "{\"domain\":\"finance\",\"penalties\":"
                + "[\"privacy.representation-norm\",\"privacy.representation-norm\"]}"),
        "has \"privacy.representation-norm\" twice");
  }

  @Test
  void contributionsThatAreMissing() {
    fixture.fakes.remove(Kind.PENALTY, "fairness.demographic-parity");
    List<Problem> problems = fixture.plan("finance").plan().problems();
    assertTrue(problems.stream().allMatch(p -> p.remedy() == Remedy.INSTALL_BUNDLE));
    assertTrue(
        problems.get(0).message().contains("domain finance requires")
            && problems.get(0).advice().contains("kind=PENALTY;id=fairness.demographic-parity"),
        problems.toString());
  }

  @Test
  void aContributionThatIsRejectedSaysWhy() {
    FakeProvider wrong = new FakeProvider(() -> "x");
    wrong.properties.put("governance.kind", "METRIC");
    wrong.properties.put("governance.id", "acme.metric");
    fixture.fakes.add(wrong);
    only(
        fixture.planFile("{\"domain\":\"finance\",\"metrics\":{\"acme.metric\":{}}}"),
        "metric acme.metric (spec.json line 1)",
        "WRONG_TYPE");
  }

  @Test
  void fairnessWithoutGroupsOrFavourableClass() {
    Path csv = fixture.file("loans.csv", "sex,age,default\nF,30,late\n");
    List<String> messages =
        fixture
            .plan("finance", "data", csv.toString(), "data.label", "default")
            .plan()
            .problems()
            .stream()
            .map(Problem::message)
            .toList();
    assertEquals(2, messages.size(), messages.toString());
    assertTrue(messages.get(0).contains("--protected sex"), messages.toString());
    assertTrue(messages.get(1).contains("--favourable yes"), messages.toString());
  }

  @Test
  void aMetricOfTheOtherTask() {
    only(
        fixture.planFile("{\"domain\":\"finance\",\"metrics\":{\"quality.entity-f1\":{}}}"),
        "task: is another than token-classification, the only task for metric quality.entity-f1");
  }

  @Test
  void aBatchPenaltyUnderPerSampleClipping() {
    only(
        fixture.plan("finance", "train.gradientPolicy", "privacy.dp-sgd"),
        "penalty fairness.demographic-parity",
        "clips the gradient of each row",
        "--set penalties.fairness.demographic-parity=null",
        "fairness.private-demographic-parity");
    assertEquals(
        List.of(),
        fixture
            .planFile(
                """
                {"domain":"finance","penalties":["privacy.representation-norm"],
                 "train":{"gradientPolicy":{"id":"privacy.dp-sgd"}}}""")
            .plan()
            .problems());
  }

  @Test
  void outFoldersThatCannotBeWritten() {
    Path file = fixture.file("taken", "");
    Resolution resolution =
        fixture.planner().plan(new RunRequest("finance", Map.of(), Map.of(), file.resolve("runs")));
    assertEquals(Remedy.FIX_MACHINE, only(resolution, "which is no folder").remedy());
  }

  @Test
  void aDeviceThatIsNotThere() {
    Planner planner =
        new DefaultPlanner(
            fixture.fakes.registry(),
            fixture.packs(),
            new DataDirectory(Optional.empty()),
            new ModelDirectory(Optional.empty()),
            device -> {
              throw GovernanceException.spec("device", device, "cpu", "");
            },
            Configurations.NONE);
    Resolution resolution =
        planner.plan(new RunRequest("finance", Map.of("train.device", "gpu"), Map.of(), folder));
    only(resolution, "device: gpu; allowed: cpu");
  }

  @Test
  void packsWhoseDocumentIsWrong() {
    fixture.pack("broken", "{\"id\":\"other\",\"requires\":{\"PENALTI\":[]},\"limit\":[]}");
    List<Problem> problems = fixture.plan("broken").plan().problems();
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(problems.get(1).message().contains("Did you mean \"PENALTY\"?"));
    assertTrue(problems.get(2).message().contains("Did you mean \"limits\"?"));
  }
}
