package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Values;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A training pass with dropout against plain loops that drop the same values at the right places.
 */
class DropoutPlacementTest {
  private static final int[][] ROWS = {{2, 7, 9, 4, 3}, {2, 5, 3}, {2, 11, 5, 12, 3}};
  private static final int LENGTH = 5;
  private static final double P = 0.25;

  @ParameterizedTest
  @CsvSource({
    "SEQUENCE_CLASSIFICATION, F32, 1e-5",
    "TOKEN_CLASSIFICATION, F32, 1e-5",
    "SEQUENCE_CLASSIFICATION, BF16, 4e-2",
    "TOKEN_CLASSIFICATION, BF16, 4e-2"
  })
  void valuesAreDroppedAndScaledWhereBertDropsThem(
      Task task, Precision precision, double tolerance) {
    EncoderConfig shape = EncoderConfig.bert(20, 8, 2, 2, 12, 10).withDropout(P);
    ModelConfig config = new ModelConfig(shape, task, List.of("a", "b", "c"));
    JniUtils.setGradMode(false);
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root);
        Dropout dropout = new Dropout(root, script, config, false)) {
      Parameters parameters = new Parameters(root, config);
      new Initializer(wide(shape), 3).fill(parameters, name -> true);
      Encoder encoder = new Encoder(script, config, parameters, precision);
      DropoutKey key = new DropoutKey(12, 1);
      Pass pass = encoder.train(root, Inputs.of(root, ROWS, 0), dropout, key);
      float[] got = pass.logits().toFloatArray();
      NaiveBert naive = naive(config, parameters, flags(config, key));
      for (int row = 0; row < ROWS.length; row++) {
        double[] expected = naive.logits(row, ROWS[row]);
        int start = row * got.length / ROWS.length;
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], got[start + i], tolerance, "row " + row + " value " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void memoryOfFlagsIsUsedAgainInTheNextStep(Task task) {
    EncoderConfig shape = EncoderConfig.bert(20, 8, 2, 2, 12, 10).withDropout(P);
    ModelConfig config = new ModelConfig(shape, task, List.of("a", "b"));
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root);
        Dropout dropout = new Dropout(root, script, config, false)) {
      List<NDArray> first = dropout.flags(4, 6, true, new DropoutKey(1, 0));
      List<NDArray> second = dropout.flags(4, 6, true, new DropoutKey(1, 1));
      assertEquals(
          8,
          new HashSet<>(
                  List.of(first, second).stream()
                      .flatMap(List::stream)
                      .map(NDArray::getUid)
                      .toList())
              .size());
      dropout.endStep();
      List<NDArray> third = dropout.flags(2, 5, true, new DropoutKey(2, 0));
      List<String> known = new ArrayList<>();
      first.forEach(a -> known.add(a.getUid()));
      second.forEach(a -> known.add(a.getUid()));
      assertEquals(0, third.stream().filter(a -> !known.contains(a.getUid())).count());
    }
  }

  @Test
  void aBatchBeyondTheBufferLimitIsRefusedWithARemedy() {
    EncoderConfig shape = EncoderConfig.bert(20, 8, 2, 2, 12, 10).withDropout(P);
    ModelConfig config = new ModelConfig(shape, Task.TOKEN_CLASSIFICATION, List.of("a", "b"));
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root);
        Dropout dropout = new Dropout(root, script, config, false)) {
      DropoutKey key = new DropoutKey(1, 0);
      var e = assertThrows(GovernanceException.class, () -> dropout.flags(2, 17000, false, key));
      assertTrue(e.getMessage().contains("smaller train.batch"), e.getMessage());
    }
  }

  @Test
  void withoutProbabilitiesThereIsNoDropout() {
    EncoderConfig shape = EncoderConfig.bert(20, 8, 2, 2, 12, 10).withDropout(0);
    ModelConfig config = new ModelConfig(shape, Task.TOKEN_CLASSIFICATION, List.of("a", "b"));
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root);
        Dropout dropout = new Dropout(root, script, config, false)) {
      assertEquals(false, dropout.active());
    }
  }

  private static NaiveBert naive(ModelConfig config, Parameters parameters, NaiveBert.Keep keep) {
    List<double[]> leaves = new ArrayList<>();
    for (NDArray array : parameters.arrays()) {
      float[] values = Values.of(array).toArray();
      double[] leaf = new double[values.length];
      for (int i = 0; i < leaf.length; i++) {
        leaf[i] = values[i];
      }
      leaves.add(leaf);
    }
    return new NaiveBert(config, leaves, keep, 1 / (1 - P));
  }

  /** Reads the flags drawn for a key at the place that each site has in its block. */
  private static NaiveBert.Keep flags(ModelConfig config, DropoutKey key) {
    EncoderConfig e = config.encoder();
    int b = ROWS.length;
    boolean first = config.task() == Task.SEQUENCE_CLASSIFICATION;
    return (layer, site, row, head, t, i) -> {
      boolean last = first && layer == e.layers() - 1;
      int queries = last ? 1 : LENGTH;
      boolean inside = site == 0 || site == 4 || t < queries;
      int number =
          switch (site) {
            case 0 -> 0;
            case 4 -> 1;
            case 1 -> 2 * layer + 2;
            default -> 2 * layer + 3;
          };
      int hidden = b * queries * e.hidden();
      int at =
          switch (site) {
            case 0 -> (row * LENGTH + t) * e.hidden() + i;
            case 4 -> (first ? row : row * LENGTH + t) * e.hidden() + i;
            case 1 -> ((row * e.heads() + head) * queries + t) * LENGTH + i;
            case 2 -> (row * queries + t) * e.hidden() + i;
            default -> hidden + (row * queries + t) * e.hidden() + i;
          };
      return !inside || flag(key, number, at);
    };
  }

  private static boolean flag(DropoutKey key, int site, int at) {
    var memory = ByteBuffer.allocateDirect(at + 1);
    new KeepBits(key.mixed(), false).write(memory, 0, at + 1, P, site);
    return memory.get(at) != 0;
  }

  private static EncoderConfig wide(EncoderConfig s) {
    return new EncoderConfig(
        s.vocabulary(),
        s.hidden(),
        s.layers(),
        s.heads(),
        s.intermediate(),
        s.positions(),
        s.types(),
        s.activation(),
        s.epsilon(),
        P,
        P,
        0,
        0.4);
  }
}
