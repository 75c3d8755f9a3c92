package governance.engine.internal.start;

import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Weights of a BERT encoder that text gives without training. Word embeddings are the left singular
 * vectors of the association of word pieces, times the roots of the singular values; attention
 * begins as {@link NeighbourHeads}. What is not named here keeps its random values.
 */
public final class CoOccurrenceStart {
  private static final double SCALE = 0.1;
  private static final double NOISE = 0.002;
  private static final double GAIN = 0.5;
  private static final String EMBEDDINGS = "bert.embeddings.";

  private final ModelConfig config;
  private final long seed;
  private final NeighbourHeads heads;

  /** Prepares for a model; the seed decides what is random. */
  public CoOccurrenceStart(ModelConfig config, long seed) {
    this.config = config;
    this.seed = seed;
    heads = new NeighbourHeads(config.encoder().hidden(), config.encoder().heads());
  }

  /** Fills the parameters by what the texts say. */
  public void fill(Parameters parameters, List<Encoded> texts) {
    EncoderConfig e = config.encoder();
    PairCounts pairs = new PairCounts(e.vocabulary());
    pairs.add(texts);
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom own = random.split();
    parameters
        .values(EMBEDDINGS + "word_embeddings.weight")
        .write(table -> words(table, pairs, own));
    parameters
        .values(EMBEDDINGS + "position_embeddings.weight")
        .put(heads.positions(e.positions()));
    Values types = parameters.values(EMBEDDINGS + "token_type_embeddings.weight");
    types.put(new float[types.count()]);
    for (int i = 0; i < e.layers(); i++) {
      layer(parameters, "bert.encoder.layer." + i + ".attention.", random);
    }
    if (config.task() == Task.MASKED_LANGUAGE_MODEL) {
      head(parameters, pairs.single());
    }
  }

  private void words(FloatBuffer table, PairCounts pairs, SplittableRandom random) {
    EncoderConfig e = config.encoder();
    int width = e.hidden() - heads.part();
    Association association = Association.of(pairs, e.vocabulary());
    RandomisedSvd svd = RandomisedSvd.of(association, width, seed);
    for (int piece = 0; piece < e.vocabulary(); piece++) {
      double[] row = new double[e.hidden()];
      for (int j = 0; j < width; j++) {
        row[j] = svd.left().row(piece)[j] * Math.sqrt(svd.values()[j]);
      }
      double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
      float[] values = new float[e.hidden()];
      for (int j = 0; j < e.hidden(); j++) {
        double noise = random.nextGaussian();
        double known = norm > 1e-9 ? SCALE * Math.sqrt(e.hidden()) * row[j] / norm : SCALE * noise;
        values[j] = (float) (known + NOISE * noise);
      }
      table.put(piece == e.padding() ? new float[e.hidden()] : values);
    }
  }

  private void layer(Parameters parameters, String base, SplittableRandom random) {
    parameters.values(base + "self.query.weight").put(heads.query(random.split()));
    parameters.values(base + "self.key.weight").put(heads.key(random.split()));
    float[][] passing = heads.passing(random.split());
    parameters.values(base + "self.value.weight").put(passing[0]);
    parameters.values(base + "output.dense.weight").put(passing[1]);
  }

  /** The bias begins with the pieces' frequencies, and the rest has little to say at first. */
  private void head(Parameters parameters, long[] counts) {
    Values gain = parameters.values("cls.predictions.transform.LayerNorm.weight");
    float[] gains = new float[gain.count()];
    Arrays.fill(gains, (float) GAIN);
    gain.put(gains);
    double all = Arrays.stream(counts).sum() + counts.length;
    parameters
        .values("cls.predictions.bias")
        .write(
            bias -> {
              for (long count : counts) {
                bias.put((float) Math.log((count + 1) / all));
              }
            });
  }
}
