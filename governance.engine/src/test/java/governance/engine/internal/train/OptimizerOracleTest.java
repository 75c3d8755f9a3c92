package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Published and recomputed numbers of {@code oracles/optimizer.json}; each case names its source.
 */
class OptimizerOracleTest {
  @ParameterizedTest
  @ValueSource(strings = {"torch.adamw_default", "torch.adamw_bert", "torch.adamw_wd0.1_lr0.1"})
  void adamWStepsAreThoseOfTorchInDoublePrecision(String name) throws Exception {
    JsonObject inputs = find(name).getAsJsonObject("inputs");
    JsonObject hyper = inputs.getAsJsonObject("hyper");
    double rate = hyper.get("lr").getAsDouble();
    double decay = hyper.has("weight_decay") ? hyper.get("weight_decay").getAsDouble() : 0.01;
    var steps = find(name).getAsJsonObject("expected").getAsJsonArray("params_after_each_step");
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      NDArray p = root.create(Golden.flat(inputs.get("params")).values());
      var constants = AdamW.Constants.withDecay(decay);
      try (AdamW adam = new AdamW(root, script, List.of(p), List.of(true), constants)) {
        for (int i = 0; i < steps.size(); i++) {
          double[] gradient = Golden.flat(inputs.getAsJsonArray("grads").get(i)).values();
          GradMode.off(
              () ->
                  adam.update(
                      List.of(root.create(gradient)),
                      rate,
                      root.ones(new Shape()),
                      root.zeros(new Shape())));
          assertClose(Golden.flat(steps.get(i)).values(), p.toDoubleArray(), 1e-12);
        }
      }
    }
  }

  @Test
  void theDecayIsNotAppliedWhereItIsNotWanted() throws Exception {
    JsonObject inputs = find("adamw.one_step_by_hand").getAsJsonObject("inputs");
    double after =
        find("adamw.one_step_by_hand").getAsJsonObject("expected").get("p_after").getAsDouble();
    double gradient = inputs.get("g").getAsDouble();
    double rate = inputs.get("lr").getAsDouble();
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      NDArray p = root.create(new double[] {1});
      NDArray q = root.create(new double[] {1});
      var constants = AdamW.Constants.withDecay(inputs.get("weight_decay").getAsDouble());
      try (AdamW adam = new AdamW(root, script, List.of(p, q), List.of(true, false), constants)) {
        NDArray g = root.create(new double[] {gradient});
        NDArray h = root.create(new double[] {4 * gradient});
        GradMode.off(
            () ->
                adam.update(List.of(g, h), rate, root.ones(new Shape()), root.zeros(new Shape())));
      }
      assertEquals(after, p.getDouble(), 1e-12);
      assertEquals(1 - rate, q.getDouble(), 1e-9, "first AdamW step without decay is the rate");
    }
  }

  @Test
  void theScheduleIsThatOfTransformers() throws Exception {
    JsonObject oracle = find("linear_warmup_decay_schedule");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    LearningRate rate =
        new LearningRate(
            1, inputs.get("warmup").getAsLong(), inputs.get("total").getAsLong(), Schedule.LINEAR);
    double[] steps = Golden.flat(inputs.get("steps")).values();
    double[] got = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      got[i] = rate.at((long) steps[i]);
    }
    assertClose(
        Golden.flat(oracle.getAsJsonObject("expected").get("multiplier")).values(), got, 1e-12);
    LearningRate constant = new LearningRate(0.5, 10, 100, Schedule.CONSTANT);
    assertEquals(0.25, constant.at(5), 0);
    assertEquals(0.5, constant.at(99), 0);
  }

  @Test
  void crossEntropyIsThatOfTorch() throws Exception {
    JsonObject oracle = find("cross_entropy_and_label_smoothing");
    JsonObject expected = oracle.getAsJsonObject("expected");
    var rows = oracle.getAsJsonObject("inputs").getAsJsonArray("logits");
    double[] values = Golden.flat(rows).values();
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      NDArray logits = root.create(values).reshape(rows.size(), -1);
      NDArray labels = root.create(new long[] {0, 1});
      NDArray each = script.call("cross_entropy").with(logits).with(labels).with(0L).one(root);
      NDArray mean = script.call("cross_entropy").with(logits).with(labels).with(1L).one(root);
      assertClose(Golden.flat(expected.get("per_row")).values(), each.toDoubleArray(), 1e-10);
      assertEquals(expected.get("mean").getAsDouble(), mean.getDouble(), 1e-10);
    }
  }

  private static void assertClose(double[] expected, double[] got, double tolerance) {
    assertEquals(expected.length, got.length);
    for (int i = 0; i < got.length; i++) {
      assertEquals(expected[i], got[i], tolerance, "value " + i);
    }
  }

  private static JsonObject find(String name) throws Exception {
    String text = Files.readString(Path.of("src/test/resources/oracles/optimizer.json"));
    for (var element : JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cases")) {
      if (element.getAsJsonObject().get("name").getAsString().equals(name)) {
        return element.getAsJsonObject();
      }
    }
    throw new IllegalStateException("no case " + name);
  }
}
