package governance.runtime.internal.support;

import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.ModelRequest;
import governance.engine.Predictions;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.runtime.internal.store.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Softmax regression: the logit of a class is the mean of its weights over the words (for tags, of
 * the word itself).
 */
final class FakeModel implements TextModel {
  private static final String WEIGHTS = "model.safetensors";

  private final ModelRequest request;
  private final FakeEngine engine;
  private final boolean tags;
  final double[][] weights;

  FakeModel(ModelRequest request, boolean tags, FakeEngine engine) {
    this.engine = engine;
    this.request = request;
    this.tags = tags;
    this.weights = new double[WordTokenizer.SIZE][request.classes().size()];
    Random random = new Random(request.seed());
    for (double[] row : weights) {
      Arrays.setAll(row, i -> random.nextGaussian() * 0.1);
    }
    request
        .folder()
        .map(folder -> folder.resolve(WEIGHTS))
        .filter(Files::exists)
        .ifPresent(this::read);
  }

  private void read(Path file) {
    try {
      String[] rows = Files.readString(file).replaceAll("^\\[\\[|\\]\\]$", "").split("\\], \\[");
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Arrays.stream(rows[i].split(", ")).mapToDouble(Double::parseDouble).toArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  float[] probabilities(int... ids) {
    double[] logits = new double[request.classes().size()];
    for (int id : ids) {
      for (int c = 0; c < logits.length; c++) {
        logits[c] += weights[id][c] / ids.length;
      }
    }
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    float[] out = new float[logits.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = (float) (Math.exp(logits[c]) / sum);
    }
    return out;
  }

  @Override
  public Predictions predict(List<Encoded> inputs) {
    if (tags) {
      float[][][] tokens = new float[inputs.size()][][];
      for (int row = 0; row < tokens.length; row++) {
        tokens[row] =
            Arrays.stream(inputs.get(row).ids())
                .mapToObj(this::probabilities)
                .toArray(float[][]::new);
      }
      return new Predictions(null, tokens);
    }
    return new Predictions(
        inputs.stream().map(e -> probabilities(e.ids())).toArray(float[][]::new), null);
  }

  @Override
  public TrainingSession train(
      TrainingData data,
      TrainingOptions options,
      List<Term> terms,
      List<Party> parties,
      Tokenizer tokenizer) {
    return new FakeSession(this, data, options, terms, engine);
  }

  @Override
  public <R> List<R> explain(List<Encoded> inputs, BiFunction<ExplainedModel, Batch, R> explainer) {
    return List.of(
        explainer.apply(FakeTensors.empty(ExplainedModel.class), FakeTensors.batch(inputs)));
  }

  @Override
  public Task task() {
    return request.task();
  }

  @Override
  public List<String> classes() {
    return request.classes();
  }

  @Override
  public String type() {
    return "electra";
  }

  @Override
  public double dropout() {
    return 0;
  }

  @Override
  public double norm() {
    return Math.sqrt(Arrays.stream(weights).flatMapToDouble(Arrays::stream).map(v -> v * v).sum());
  }

  @Override
  public ModelRequest.Architecture architecture() {
    return request.architecture();
  }

  @Override
  public boolean pretrained() {
    return false;
  }

  @Override
  public long parameters() {
    return (long) weights.length * weights[0].length;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public String digest() {
    return Digests.of(Arrays.deepToString(weights));
  }

  @Override
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(folder.resolve(WEIGHTS), Arrays.deepToString(weights));
  }

  @Override
  public void close() {}
}
