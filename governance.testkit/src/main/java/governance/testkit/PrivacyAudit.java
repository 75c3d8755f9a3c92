package governance.testkit;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.engine.Encoded;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Audits training that promises differential privacy by what it does, step by step: does one row
 * move the gradient by no more than the clip norm, has the noise its deviation, and is the noise of
 * one step independent of that of another? A planted row with a huge gradient is told from its
 * absence, which gives a lower bound of ε (Nasr et al. 2021, arXiv 2101.04535, with the gradient in
 * sight). Real training of a tiny model; some seconds.
 *
 * <p>Each check may fail by chance with a probability below 10⁻⁵.
 */
public final class PrivacyAudit {
  /** Standard errors that chance is allowed, as a normal quantile of 10⁻⁶. */
  private static final double ALLOWED = 4.753;

  /** Relative error of gradients in single precision, and of reading them from moments. */
  private static final double ROUNDING = 1e-3;

  private static final int ROWS = 4;
  private static final double HUGE = 1e4;

  private final GradientPlan plan;
  private final Training training;

  /** Begins a training session; replaced to audit another way of training. */
  @FunctionalInterface
  public interface Training {
    /** Begins the training of a model without penalties. */
    TrainingSession begin(TextModel model, TrainingData data, TrainingOptions options);
  }

  /**
   * Prepares.
   *
   * @param plan what is promised: clipping per row, a noise multiplier above 0
   * @throws IllegalArgumentException if the plan promises nothing
   */
  public PrivacyAudit(GradientPlan plan) {
    this(
        plan,
        (model, data, options) ->
            model.train(data, options, List.of(), List.of(), TestEngine.tokenizer()));
  }

  /** Prepares for another way of training. */
  public PrivacyAudit(GradientPlan plan, Training training) {
    if (!plan.clipping().perSample() || !(plan.noiseMultiplier() > 0)) {
      throw new IllegalArgumentException("no promise of privacy in " + plan);
    }
    this.plan = plan;
    this.training = training;
  }

  /**
   * What was found.
   *
   * @param sensitivity how far one row moves the sum of clipped gradients, in units of the clip
   *     norm; at most 1
   * @param deviation standard deviation of the noise on that sum over that promised; 1
   * @param correlation greatest correlation of the noise of two steps, in absolute value; about 0
   * @param epsilon lower bound of ε of one step in which all rows take part
   * @param promised ε of such a step by the plan
   * @param problems what is wrong, each in a sentence; empty if nothing is
   */
  public record Result(
      double sensitivity,
      double deviation,
      double correlation,
      double epsilon,
      double promised,
      List<String> problems) {
    /** Copies the list. */
    public Result {
      problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. */
    public boolean passed() {
      return problems.isEmpty();
    }
  }

  /** Gradients of steps over the same rows, which differ by their noise only. */
  private record Steps(List<float[]> gradients) {}

  /**
   * Trains with and without the planted row.
   *
   * @param steps how many steps of each, at least 10; more give a tighter bound
   * @param delta δ that ε is told for
   */
  public Result run(int steps, double delta) throws IOException {
    float[] with = plain(true);
    float[] without = plain(false);
    double[] direction = new double[with.length];
    Arrays.setAll(direction, i -> (double) with[i] - without[i]);
    double moved = norm(direction);
    double unit = plan.clipNorm() / (ROWS + 1);
    Steps planted = noisy(true, steps);
    Steps absent = noisy(false, steps);
    List<float[]> noise = new ArrayList<>();
    planted.gradients().forEach(g -> noise.add(minus(g, with)));
    absent.gradients().forEach(g -> noise.add(minus(g, without)));
    double sensitivity = moved / unit;
    double promisedNoise = plan.noiseMultiplier() * unit;
    double deviation = deviation(noise) / promisedNoise;
    double correlation = correlation(noise);
    double mu =
        distance(
            projected(planted, direction, moved * unit),
            projected(absent, direction, moved * unit));
    double epsilon = GaussianTradeoff.epsilon(mu, delta);
    double promised = GaussianTradeoff.epsilon(1 / plan.noiseMultiplier(), delta);
    long values = (long) noise.size() * with.length;
    List<String> problems = problems(sensitivity, deviation, correlation, values, with.length);
    if (epsilon > promised) {
      problems.add(
          said(
              "An attack shows that epsilon is at least %.4g, and %.4g is promised.",
              epsilon, promised));
    }
    return new Result(sensitivity, deviation, correlation, epsilon, promised, problems);
  }

  private List<String> problems(
      double sensitivity, double deviation, double correlation, long values, int width) {
    List<String> problems = new ArrayList<>();
    if (!(sensitivity <= 1 + ROUNDING)) {
      problems.add(
          said("One row moves the gradient by %.4g clip norms, and 1 is promised.", sensitivity));
    }
    if (!(Math.abs(deviation - 1) <= ROUNDING + ALLOWED / Math.sqrt(2.0 * values))) {
      problems.add(said("The noise has %.4g of the deviation that is promised.", deviation));
    }
    if (!(Math.abs(correlation) <= (ALLOWED + 1) / Math.sqrt(width))) {
      problems.add(
          said(
              "The noise of two steps has a correlation of %.4g: it is not drawn anew.",
              correlation));
    }
    return problems;
  }

  private static String said(String text, Object... figures) {
    return String.format(Locale.ROOT, text, figures);
  }

  /** The gradient without noise. */
  private float[] plain(boolean planted) throws IOException {
    GradientPlan quiet =
        new GradientPlan(plan.clipping(), plan.clipNorm(), 0, plan.sampling(), plan.noise());
    return steps(planted, quiet, 1).gradients().get(0);
  }

  private Steps noisy(boolean planted, int steps) throws IOException {
    return steps(planted, plan, steps);
  }

  private Steps steps(boolean planted, GradientPlan of, int steps) throws IOException {
    Path file = Files.createTempFile("audit", ".safetensors");
    List<float[]> gradients = new ArrayList<>();
    try (TextModel model = TestEngine.model(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"), 0);
        TrainingSession session = training.begin(model, rows(planted), options(of, steps))) {
      Moments moments = new Moments(session, file);
      for (int step = 0; step < steps; step++) {
        session.step(Map.of());
        gradients.add(moments.gradient());
      }
    } finally {
      Files.delete(file);
    }
    return new Steps(gradients);
  }

  /** Ordinary rows, and the planted one, whose weight makes its gradient huge. */
  private static TrainingData rows(boolean planted) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      texts.add("an ordinary row, number " + i);
    }
    if (planted) {
      texts.add("planted beyond all reason");
    }
    List<Encoded> inputs = TestEngine.tokenizer().encode(texts, 32);
    int[] labels = new int[texts.size()];
    Arrays.setAll(labels, i -> i % 2);
    double[] weights = new double[texts.size()];
    Arrays.setAll(weights, i -> i < ROWS ? 1 : HUGE);
    return TrainingData.of(inputs, labels, texts).weighted(weights);
  }

  /** A rate so small that the model stays as it is, and batches that hold every row. */
  private static TrainingOptions options(GradientPlan plan, int steps) {
    return TrainingOptions.builder(steps, ROWS + 1, 1e-20, plan).seed(17).build();
  }

  private static float[] minus(float[] one, float[] other) {
    float[] difference = new float[one.length];
    for (int i = 0; i < one.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  private static double deviation(List<float[]> noise) {
    double squares = 0;
    for (float[] step : noise) {
      squares += dot(step, step);
    }
    return Math.sqrt(squares / noise.size() / noise.get(0).length);
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** Of neighbouring steps, and of the first steps of the two trainings, which share a seed. */
  private static double correlation(List<float[]> noise) {
    double greatest = 0;
    for (int i = 0; i < noise.size(); i++) {
      int half = noise.size() / 2;
      for (int other : new int[] {i + 1, i + half}) {
        if (other < noise.size()) {
          greatest = Math.max(greatest, Math.abs(correlation(noise.get(i), noise.get(other))));
        }
      }
    }
    return greatest;
  }

  private static double correlation(float[] one, float[] other) {
    return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
  }

  private static double[] projected(Steps steps, double[] direction, double scale) {
    return steps.gradients().stream()
        .mapToDouble(
            g -> {
              double sum = 0;
              for (int i = 0; i < g.length; i++) {
                sum += g[i] * direction[i];
              }
              return sum / scale;
            })
        .toArray();
  }

  /** A lower bound of how many deviations two samples of normal values are apart. */
  private static double distance(double[] one, double[] other) {
    double apart = mean(one) - mean(other);
    double spread = Math.sqrt((variance(one) + variance(other)) / 2);
    double mu = apart / spread;
    int n = one.length;
    return mu - ALLOWED * Math.sqrt(2.0 / n + mu * mu / (4.0 * (n - 1)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
