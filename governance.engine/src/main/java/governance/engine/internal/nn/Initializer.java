package governance.engine.internal.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Random weights as BERT starts with: matrices and tables normal with the configured deviation,
 * gains 1, biases 0, the padding row 0. Each parameter has its own generator, seeded from the run's
 * seed and the parameter's name, so values do not depend on which others are drawn.
 */
public final class Initializer {
  private final EncoderConfig config;
  private final long seed;

  /** Prepares drawing with a seed. */
  public Initializer(EncoderConfig config, long seed) {
    this.config = config;
    this.seed = seed;
  }

  /** Fills the parameters whose Hugging Face name is chosen. */
  public void fill(Parameters parameters, Predicate<String> chosen) {
    for (Leaf leaf : parameters.leaves()) {
      for (String name : leaf.parts()) {
        if (chosen.test(name)) {
          parameters.values(name).write(values -> fill(leaf, name, values));
        }
      }
    }
  }

  /** Fills low-rank updates: A uniform, B zeros, so that they change nothing at first. */
  public void fillUpdates(Parameters parameters) {
    for (Leaf leaf : parameters.leaves()) {
      if (leaf.adapter()) {
        parameters.values(leaf.name()).write(values -> fill(leaf, leaf.name(), values));
      }
    }
  }

  private void fill(Leaf leaf, String name, FloatBuffer values) {
    float[] block = new float[Math.min(values.remaining(), 1 << 14)];
    SplittableRandom random = new SplittableRandom(seed ^ stableHash(name));
    while (values.hasRemaining()) {
      int n = Math.min(block.length, values.remaining());
      switch (leaf.kind()) {
        case GAIN -> Arrays.fill(block, 1f);
        case BIAS, LORA_B -> Arrays.fill(block, 0f);
        case LORA_A -> uniform(random, block, n, 1 / Math.sqrt(leaf.columns()));
        default -> normal(random, block, n);
      }
      values.put(block, 0, n);
    }
    if (leaf.kind() != Leaf.Kind.EMBEDDING) {
      return;
    }
    boolean words = name.equals(config.family().words());
    boolean positions = name.equals(config.family().positions()) && config.form().offset() > 0;
    if ((words || positions) && config.padding() >= 0) {
      values.put(config.padding() * leaf.columns(), new float[leaf.columns()]);
    }
  }

  /** Fills a square matrix of this size with the identity. */
  public static void identity(FloatBuffer values, int size) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        values.put(i == j ? 1f : 0f);
      }
    }
  }

  /** As a linear layer of the usual libraries starts: Kaiming with slope √5 is this bound. */
  private static void uniform(SplittableRandom random, float[] block, int n, double bound) {
    for (int i = 0; i < n; i++) {
      block[i] = (float) (random.nextDouble(-1, 1) * bound);
    }
  }

  private void normal(SplittableRandom random, float[] block, int n) {
    for (int i = 0; i < n; i++) {
      block[i] = (float) (random.nextGaussian() * config.initializerRange());
    }
  }

  /** FNV-1a over the characters: fixed by definition, unlike a library's hash. */
  public static long stableHash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
