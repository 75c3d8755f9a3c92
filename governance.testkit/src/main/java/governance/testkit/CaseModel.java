package governance.testkit;

import governance.api.explain.ExplainedModel;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.engine.TensorScope;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The model of a case as an explainer sees it; its baseline is zero. */
final class CaseModel implements ExplainedModel {
  private final PenaltyCase of;
  private final Tensor classifier;
  private final Tensor words;
  private final Tensor zeros;
  private final CaseBatch batch;

  CaseModel(PenaltyCase of, TensorScope scope) {
    this.of = of;
    long[] shape = {of.size(), of.length(), of.hidden()};
    classifier = scope.constant(of.classifier(), of.hidden(), of.classes());
    words = scope.variable(of.embeddings(), shape);
    zeros = scope.variable(new double[of.embeddings().length], shape);
    batch = CaseBatch.of(of.lengths(), of.length(), words);
  }

  Batch batch() {
    return batch;
  }

  @Override
  public Task task() {
    return of.task();
  }

  @Override
  public List<String> classes() {
    return IntStream.range(0, of.classes()).mapToObj(i -> "class " + i).toList();
  }

  @Override
  public Tensor embeddings(Batch any) {
    return words;
  }

  @Override
  public Tensor baseline(Batch any) {
    return zeros;
  }

  @Override
  public Tensor logits(Batch any, Tensor embeddings) {
    if (of.task() == Task.TOKEN_CLASSIFICATION) {
      return embeddings.tanh().matmul(classifier);
    }
    long variants = embeddings.size(0) / of.size();
    Tensor mask = batch.mask();
    Tensor share = mask.div(mask.sum(1).unsqueeze(1)).unsqueeze(0).unsqueeze(3);
    Tensor each = embeddings.reshape(variants, of.size(), of.length(), of.hidden());
    Tensor mean = each.mul(share).sum(2).reshape(embeddings.size(0), of.hidden());
    return mean.tanh().matmul(classifier);
  }

  @Override
  public <R> R scoped(Tensor input, Function<Tensor, R> work) {
    return work.apply(input);
  }
}
