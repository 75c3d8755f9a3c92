package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import governance.engine.internal.device.NoiseKernel;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.script.ScriptModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All forms of the noise of devices draw the same bits, and those are near the true numbers. */
class NoiseFormsTest {
  private static final int LAUNCHES = 40;

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  @Test
  void theScriptsOperationsDrawTheBitsOfTheReference() {
    for (int seed = 0; seed < LAUNCHES; seed++) {
      NoiseLaunch launch = NoiseLaunch.of(seed, 12);
      float[] got = launch.by(new ScriptNoise(script), root);
      assertArrayEquals(launch.expected(), got, "launch " + seed);
    }
  }

  /** Also with as many sums as one launch takes. */
  @Test
  void theKernelsSourceDrawsTheBitsOfTheReference(@TempDir Path folder) throws Exception {
    Optional<NoiseEmulation> emulation = NoiseEmulation.compile(folder);
    assumeTrue(emulation.isPresent(), "no C++ compiler: the kernel's source is not tested");
    for (int seed = 0; seed < LAUNCHES; seed++) {
      NoiseLaunch launch = NoiseLaunch.of(seed, seed % 4 == 0 ? 96 : 12);
      float[] got = emulation.get().add(launch);
      assertArrayEquals(launch.expected(), got, "launch " + seed);
    }
  }

  /** On a card, or on a processor with the machine's own library. */
  @Test
  void theKernelDrawsTheBitsOfTheReference() {
    Optional<String> obstacle = NoiseKernel.obstacle(root.getDevice());
    assumeTrue(obstacle.isEmpty(), () -> "the kernel is not tested: " + obstacle.orElseThrow());
    for (int seed = 0; seed < LAUNCHES; seed++) {
      NoiseLaunch launch = NoiseLaunch.of(seed, seed % 4 == 0 ? NoiseKernel.most() : 12);
      assertArrayEquals(launch.expected(), launch.by(new KernelNoise(), root), "launch " + seed);
    }
  }

  @Test
  void theSelfChecksNumberIsThatOfTheReference() {
    int[] key = new int[8];
    Arrays.setAll(key, i -> 0x03020100 + 0x04040404 * i);
    float[] sums = new float[Arrays.stream(KnownNoise.SIZES).sum()];
    Arrays.fill(sums, KnownNoise.VALUE);
    double grid = RowNoise.grid(KnownNoise.DEVIATION);
    double scale = grid * KnownNoise.FACTOR;
    float[] noisy = NoiseReference.add(sums, key, 0, KnownNoise.DEVIATION / grid, 1 / grid, scale);
    CRC32 crc = new CRC32();
    KnownNoise.update(crc, noisy);
    assertEquals(HexFormat.of().toHexDigits((int) crc.getValue()), KnownNoise.EXPECTED);
    assertEquals(KnownNoise.EXPECTED, KnownNoise.script(script, root));
  }

  /** Another form that takes few values or parts at once. */
  private record Cut(NoiseForm form, long mostValues, int mostParts) implements NoiseForm {
    @Override
    public void add(Call call) {
      assertTrue(Arrays.stream(call.counts()).sum() <= mostValues);
      assertTrue(call.sums().size() <= mostParts);
      form.add(call);
    }
  }

  private float[] noisy(NoiseForm form) {
    try (NDArray first = root.zeros(new Shape(7));
        NDArray second = root.zeros(new Shape(40, 5));
        NDArray third = root.zeros(new Shape(1))) {
      List<NDArray> sums = List.of(first, second, third);
      new DeviceNoise(form, KnownNoise.key(), 1, RowNoise.grid(1), 1).add(sums);
      float[] all = Arrays.copyOf(Readback.floats(first), 208);
      System.arraycopy(Readback.floats(second), 0, all, 7, 200);
      all[207] = Readback.floats(third)[0];
      return all;
    }
  }

  /** However sums are cut, values keep their numbers, and none has the noise of another. */
  @Test
  void callsContinueTheKeyStream() {
    NoiseForm form = new ScriptNoise(script);
    float[] whole = noisy(form);
    assertArrayEquals(whole, noisy(new Cut(form, 13, 100)));
    assertArrayEquals(whole, noisy(new Cut(form, 90, 1)));
    assertEquals(208, Arrays.stream(boxed(whole)).distinct().count());
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }

  @Test
  void aKeyIsUsedOnceAndCleared() {
    byte[] key = KnownNoise.key();
    DeviceNoise noise = new DeviceNoise(new ScriptNoise(script), key, 1, RowNoise.grid(1), 1);
    assertArrayEquals(new byte[DeviceNoise.KEY_BYTES], key);
    try (NDArray sum = root.zeros(new Shape(3))) {
      noise.add(List.of(sum));
      assertThrows(IllegalStateException.class, () -> noise.add(List.of(sum)));
    }
  }

  /** What the proof rests on: 2^-47 deviations up to 7.5 of them (docs/privacy/dp-sgd.md). */
  @Test
  void numbersAreNearTheTrueOnes() {
    SplittableRandom random = new SplittableRandom(3);
    double worst = 0;
    for (int i = 0; i < 300_000; i++) {
      int[] words = random.ints(4).toArray();
      if (i % 3 == 0) {
        words[0] >>>= random.nextInt(32); // large numbers are rare
        words[0] ^= Integer.MIN_VALUE;
      }
      double[] got = NoiseReference.gauss(words[0], words[1], words[2], words[3], 1);
      double[] exact = exact(words);
      if (Math.hypot(exact[0], exact[1]) < 7.5) {
        worst = Math.max(worst, Math.abs(got[0] - exact[0]));
        worst = Math.max(worst, Math.abs(got[1] - exact[1]));
      }
    }
    assertTrue(worst < 0x1p-47, "off by " + worst);
    assertTrue(worst > 0x1p-53, "off by " + worst);
  }

  /** With what rounding to float64 takes from 64 bits given back, to the first order. */
  private static double[] exact(int[] words) {
    double u = NoiseReference.unit(words[0], words[1]);
    double rest = Math.scalb(words[0] + 0x1p31, -32) - u + Math.scalb(words[1] + 0x1p31 + 0.5, -64);
    double r = Math.sqrt(-2 * (StrictMath.log(u) + rest / u));
    double turns = NoiseReference.turns(words[2], words[3]);
    double lost =
        Math.scalb((double) (words[2] << 2), -32)
            - turns
            + Math.scalb(words[3] + 0x1p31 + 0.5, -62);
    double t = turns * (Math.PI / 2);
    double more =
        Math.fma(turns, Math.PI / 2, -t) + lost * (Math.PI / 2) + turns * 6.123233995736766e-17;
    double cos = StrictMath.cos(t) - more * StrictMath.sin(t);
    double sin = StrictMath.sin(t) + more * StrictMath.cos(t);
    return switch (words[2] >>> 30) {
      case 0 -> new double[] {cos * r, sin * r};
      case 1 -> new double[] {-sin * r, cos * r};
      case 2 -> new double[] {-cos * r, -sin * r};
      default -> new double[] {sin * r, -cos * r};
    };
  }
}
