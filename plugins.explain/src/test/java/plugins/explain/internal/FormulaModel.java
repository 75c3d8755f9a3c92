package plugins.explain.internal;

import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.engine.TensorScope;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A model given by a formula.
 *
 * @param formula maps embeddings [R, T, H] to logits, row by row
 * @param input embeddings of the batch
 * @param zeros the baseline
 * @param passes counts how often logits were asked for, and the most rows at once
 * @param fits most points of a path that it does at once
 */
record FormulaModel(
    Task task,
    List<String> classes,
    UnaryOperator<Tensor> formula,
    Tensor input,
    Tensor zeros,
    int[] passes,
    int fits)
    implements ExplainedModel {

  /** Returns a classifier of texts whose tokens have embeddings of the given shape. */
  static FormulaModel of(
      TensorScope scope, UnaryOperator<Tensor> formula, double[] embeddings, long... shape) {
    return of(
        Task.SEQUENCE_CLASSIFICATION, List.of("f", "other"), scope, formula, embeddings, shape);
  }

  static FormulaModel of(
      Task task,
      List<String> classes,
      TensorScope scope,
      UnaryOperator<Tensor> formula,
      double[] embeddings,
      long... shape) {
    Tensor input = scope.variable(embeddings, shape);
    Tensor zeros = scope.constant(new double[embeddings.length], shape);
    return new FormulaModel(task, classes, formula, input, zeros, new int[2], Integer.MAX_VALUE);
  }

  FormulaModel fitting(int points) {
    return new FormulaModel(task, classes, formula, input, zeros, new int[2], points);
  }

  @Override
  public Tensor embeddings(Batch batch) {
    return input;
  }

  @Override
  public Tensor baseline(Batch batch) {
    return zeros;
  }

  @Override
  public Tensor logits(Batch batch, Tensor embeddings) {
    passes[0]++;
    passes[1] = Math.max(passes[1], (int) embeddings.size(0));
    return formula.apply(embeddings);
  }

  @Override
  public <R> R scoped(Tensor from, Function<Tensor, R> work) {
    return work.apply(from);
  }

  /** As a model does whose memory runs out with several. */
  @Override
  public <R> List<R> scoped(Tensor from, int count, int atOnce, Pieces<R> work) {
    return ExplainedModel.super.scoped(from, count, Math.min(atOnce, fits), work);
  }
}
