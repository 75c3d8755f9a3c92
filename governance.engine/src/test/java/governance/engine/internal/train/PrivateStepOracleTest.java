package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.api.train.GradientPlan.Clipping;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.rows.ClipRule;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four private steps without noise against those that torch computes row by row in double
 * precision, see {@code golden/make_private.py}: norms of rows, the clipped sum divided by the
 * batch size that is expected, and AdamW's step of it.
 */
class PrivateStepOracleTest {
  private final Golden model = Golden.open("sequence-f32");
  private final Golden oracle = Golden.open("private-steps");
  private final int[][] rows = model.rows();
  private final long[] labels =
      Arrays.stream(model.flat("labels")).mapToLong(d -> (long) d).toArray();

  private record Batch(int[][] rows, long[] labels) {}

  private Batch drawn(JsonObject step) {
    int[] draw =
        Arrays.stream(Golden.flat(step.get("rows")).values()).mapToInt(d -> (int) d).toArray();
    return new Batch(
        IntStream.of(draw).mapToObj(i -> rows[i]).toArray(int[][]::new),
        IntStream.of(draw).mapToLong(i -> labels[i]).toArray());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "1, false", "1, true"})
  void normsStepsAndModelAreThoseOfTheExplicitComputation(int number, boolean rowByRow)
      throws Exception {
    JsonObject of = oracle.numbers().getAsJsonArray("cases").get(number).getAsJsonObject();
    boolean normalised = of.get("normalised").getAsBoolean();
    ClipRule rule =
        new ClipRule(
            normalised ? Clipping.PER_SAMPLE_NORMALISED : Clipping.PER_SAMPLE,
            of.get("bound").getAsDouble());
    double expected = oracle.numbers().get("expected").getAsDouble();
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      LoadedModel read =
          new HuggingFaceFolder(model.folder())
              .read(root, Task.SEQUENCE_CLASSIFICATION, List.of(), 0);
      Encoder encoder = new Encoder(script, read.config(), read.parameters(), Precision.F32);
      LearningRate rate = new LearningRate(1e-3, 0, 4, Schedule.CONSTANT);
      try (Trainer trainer =
          new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.1, 0))) {
        for (var each : of.getAsJsonArray("steps")) {
          JsonObject step = each.getAsJsonObject();
          Batch batch = drawn(step);
          trainer.begin();
          double[] norms =
              rowByRow ? loop(trainer, script, rule, batch) : once(trainer, script, rule, batch);
          close(Golden.flat(step.get("norms")).values(), norms);
          trainer.privatise(0, rule.bound(), 1 / expected);
          trainer.apply();
          double norm = step.get("norm").getAsDouble();
          assertEquals(norm, trainer.read().get(0).norm(), 2e-4 * norm);
        }
      }
      close(Golden.flat(of.get("logits")).values(), logits(root, encoder));
    }
  }

  private static double[] once(Trainer trainer, ScriptModule script, ClipRule rule, Batch batch) {
    List<double[]> norms = new ArrayList<>();
    trainer.backwardRows(rule, loss(script, batch), found -> norms.add(found.toDoubleArray()));
    return norms.get(0);
  }

  private static double[] loop(Trainer trainer, ScriptModule script, ClipRule rule, Batch batch) {
    return IntStream.range(0, batch.rows().length)
        .mapToObj(i -> new Batch(new int[][] {batch.rows()[i]}, new long[] {batch.labels()[i]}))
        .mapToDouble(row -> trainer.backwardClipped(rule, loss(script, row)))
        .toArray();
  }

  private static Function<Passes, NDArray> loss(ScriptModule script, Batch batch) {
    return passes -> {
      NDManager m = passes.manager();
      NDArray logits = passes.forward(Inputs.of(m, batch.rows(), 0)).logits();
      NDArray wanted = m.create(batch.labels());
      return script.call("cross_entropy").with(logits).with(wanted).with(0L).one(m).sum();
    };
  }

  private double[] logits(NDManager root, Encoder encoder) {
    return GradMode.off(
        () -> {
          List<Double> all = new ArrayList<>();
          for (int[] row : rows) {
            try (NDManager m = root.newSubManager()) {
              NDArray logits = encoder.infer(m, Inputs.of(m, new int[][] {row}, 0)).logits();
              for (float value : logits.toFloatArray()) {
                all.add((double) value);
              }
            }
          }
          return all.stream().mapToDouble(Double::doubleValue).toArray();
        });
  }

  private static void close(double[] expected, double[] got) {
    assertEquals(expected.length, got.length);
    for (int i = 0; i < got.length; i++) {
      assertEquals(expected[i], got[i], 2e-4 * Math.max(1, Math.abs(expected[i])), "value " + i);
    }
  }
}
