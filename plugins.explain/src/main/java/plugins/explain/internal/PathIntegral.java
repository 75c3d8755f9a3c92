package plugins.explain.internal;

import governance.api.explain.ExplainedModel;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Integrates the gradients of one batch, as many points of the path at once as allowed. */
final class PathIntegral {
  private final ExplainedModel model;
  private final Batch batch;
  private final IntegratedGradients.Config config;
  private final Quadrature rule;
  private final Tensor input;
  private final Tensor baseline;
  private final List<Target> targets = new ArrayList<>();

  PathIntegral(ExplainedModel model, Batch batch, IntegratedGradients.Config config) {
    this.model = model;
    this.batch = batch;
    this.config = config;
    this.rule = Quadrature.of(config.rule(), config.steps());
    this.input = model.embeddings(batch);
    this.baseline = model.baseline(batch);
  }

  Explanation explain() {
    int texts = batch.size();
    double[] ends = model.scoped(input, x -> model.logits(batch, x.concat(0, baseline)).toArray());
    for (int text = 0; text < texts; text++) {
      targets.add(Target.predicted(model, batch, text, ends));
    }
    double[] scores = scores();
    List<Attribution> attributions = new ArrayList<>();
    double error = 0;
    for (int text = 0; text < texts; text++) {
      Target target = targets.get(text);
      int from = text * batch.length();
      Attribution attribution =
          new Attribution(
              target.label(),
              target.position(),
              Arrays.copyOfRange(scores, from, from + batch.tokens(text).size()),
              output(ends, target, text),
              output(ends, target, texts + text));
      attributions.add(attribution);
      error = Math.max(error, Math.abs(attribution.delta()));
    }
    return new Explanation(attributions, OptionalDouble.of(error));
  }

  /** Returns the explained output of one row of logits. */
  private double output(double[] logits, Target target, int row) {
    int from = target.offset(model, batch, row);
    double logit = logits[from + target.label()];
    if (config.output() == IntegratedGradients.Output.LOGIT) {
      return logit;
    }
    double sum = 0;
    for (int label = 0; label < model.classes().size(); label++) {
      sum += Math.exp(logits[from + label] - logit);
    }
    return 1 / sum;
  }

  /** Returns the scores of all tokens, [B, T] in row-major order. */
  private double[] scores() {
    int atOnce = Math.max(1, config.rowsPerPass() / batch.size());
    double[] scores = new double[batch.size() * batch.length()];
    for (double[] part : model.scoped(input, rule.size(), atOnce, this::part)) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] += part[i];
      }
    }
    return scores;
  }

  private double[] part(Tensor x, int from, int to) {
    int points = to - from;
    Tensor alpha = x.constant(Arrays.copyOfRange(rule.points(), from, to), points, 1, 1, 1);
    Tensor weight = x.constant(Arrays.copyOfRange(rule.weights(), from, to), points, 1, 1, 1);
    Tensor way = x.sub(baseline);
    long[] shape = way.shape();
    long rows = points * shape[0];
    Tensor path =
        way.unsqueeze(0).mul(alpha).add(baseline.unsqueeze(0)).reshape(rows, shape[1], shape[2]);
    Tensor logits = model.logits(batch, path);
    boolean raw = config.output() == IntegratedGradients.Output.LOGIT;
    Tensor outputs = (raw ? logits : logits.softmax(-1)).mul(chosen(logits, points));
    Tensor gradient = outputs.sum().gradient(path);
    Tensor mean = gradient.reshape(points, shape[0], shape[1], shape[2]).mul(weight).sum(0);
    return mean.mul(way).sum(-1).toArray();
  }

  /** Returns 1 where the logits hold an explained output. */
  private Tensor chosen(Tensor logits, int points) {
    long[] shape = logits.shape();
    double[] ones = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int row = 0; row < points * batch.size(); row++) {
      Target target = targets.get(row % batch.size());
      ones[target.offset(model, batch, row) + target.label()] = 1;
    }
    return logits.constant(ones, shape);
  }
}
