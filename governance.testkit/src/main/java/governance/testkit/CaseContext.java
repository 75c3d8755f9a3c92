package governance.testkit;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyContext;
import governance.engine.TensorScope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A case as a penalty sees it. */
final class CaseContext implements PenaltyContext {
  private static final String CLASSIFIER = "classifier.weight";

  private final PenaltyCase of;
  private final TensorScope scope;
  private final Tensor classifier;
  private final CaseBatch input;
  private final Tensor logits;
  private final Map<String, Tensor> own = new LinkedHashMap<>();
  private final CaseBuffers buffers;

  CaseContext(PenaltyCase of, TensorScope scope, OwnValues values, CaseBuffers buffers) {
    this.of = of;
    this.buffers = buffers;
    values.parameters().forEach(p -> own.put(p.name(), values.tensor(p, scope)));
    this.scope = scope;
    int rows = of.size();
    classifier = scope.variable(of.classifier(), of.hidden(), of.classes());
    Tensor words = scope.variable(of.embeddings(), rows, of.length(), of.hidden());
    input = CaseBatch.of(of.lengths(), of.length(), words);
    logits = forward(words);
  }

  private Tensor model(CaseBatch batch, Tensor words, Tensor matrix) {
    return representation(batch, words).matmul(matrix);
  }

  private Tensor representation(CaseBatch batch, Tensor words) {
    if (of.task() == Task.TOKEN_CLASSIFICATION) {
      return words.tanh();
    }
    Tensor mask = batch.mask();
    return words.mul(mask.unsqueeze(2)).sum(1).div(mask.sum(1).unsqueeze(1)).tanh();
  }

  @Override
  public Tensor representation() {
    return representation(input, input.embeddings());
  }

  @Override
  public Tensor own(String name) {
    Tensor found = own.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the term declared no parameter \"" + name + "\"");
    }
    return found;
  }

  @Override
  public Tensor buffer(String name) {
    OwnBuffer buffer = buffers.declared(name);
    long[] shape = buffer.shape().stream().mapToLong(Long::longValue).toArray();
    return scope.constant(buffers.values(name), shape);
  }

  @Override
  public void keep(String name, Tensor value) {
    buffers.keep(name, value.shape(), value.toArray());
  }

  @Override
  public void contribute(String name, Tensor rows) {
    buffers.contribute(name, of.size(), rows);
  }

  @Override
  public Tensor released(String name) {
    double[] released = buffers.released(name);
    return scope.constant(released, released.length);
  }

  @Override
  public void estimated(Tensor gap, Tensor standardError) {
    buffers.estimated(gap, standardError);
  }

  @Override
  public int size() {
    return of.size();
  }

  @Override
  public long step() {
    return 3;
  }

  @Override
  public long steps() {
    return 10;
  }

  @Override
  public Batch input() {
    return input;
  }

  @Override
  public Tensor logits() {
    return logits;
  }

  @Override
  public Tensor probabilities() {
    return logits.softmax(-1);
  }

  @Override
  public Tensor outputs() {
    if (of.task() == Task.SEQUENCE_CLASSIFICATION) {
      return probabilities();
    }
    Tensor labelled = labelled();
    Tensor sums = probabilities().mul(labelled.unsqueeze(2)).sum(1);
    return sums.div(labelled.sum(1).clampMin(1).unsqueeze(1));
  }

  private Tensor labelled() {
    return labels().gt(constant(-1));
  }

  @Override
  public Tensor favourable() {
    if (of.favourable() < 0) {
      throw GovernanceException.spec("data.favourable", "not set", "a class", "Name one");
    }
    return outputs().slice(1, of.favourable(), of.favourable() + 1).squeeze(1);
  }

  @Override
  public Tensor embeddings() {
    return input.embeddings();
  }

  @Override
  public Tensor mask() {
    return input.mask();
  }

  @Override
  public Tensor labels() {
    if (of.task() == Task.SEQUENCE_CLASSIFICATION) {
      return row(i -> of.labels()[i][0]);
    }
    double[] flat = new double[size() * of.length()];
    Arrays.fill(flat, -100);
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < of.labels()[i].length; j++) {
        flat[i * of.length() + j] = of.labels()[i][j];
      }
    }
    return scope.constant(flat, size(), of.length());
  }

  private Tensor row(IntToDoubleFunction value) {
    return scope.constant(IntStream.range(0, size()).mapToDouble(value).toArray(), size());
  }

  @Override
  public Tensor sampleLoss() {
    Tensor log = logits.logSoftmax(-1);
    Tensor index = labels().clampMin(0);
    Tensor loss = log.gather(-1, index.unsqueeze(-1)).squeeze(-1).neg();
    if (of.task() == Task.SEQUENCE_CLASSIFICATION) {
      return loss;
    }
    Tensor labelled = labelled();
    return loss.mul(labelled).sum(1).div(labelled.sum(1).clampMin(1));
  }

  @Override
  public Tensor weights() {
    return row(i -> of.weights()[i]);
  }

  @Override
  public Tensor membership(String protectedColumn) {
    Groups groups = of.groups().get(protectedColumn);
    int count = groups.names().size();
    double[] flat = new double[size() * count];
    for (int i = 0; i < size(); i++) {
      if (groups.index()[i] >= 0) {
        flat[i * count + groups.index()[i]] = 1;
      }
    }
    return scope.constant(flat, size(), count);
  }

  @Override
  public Tensor content() {
    return row(i -> of.content()[i]);
  }

  @Override
  public Tensor column(String name) {
    return scope.constant(of.columns().get(name), size());
  }

  @Override
  public List<Tensor> partyLogits() {
    return IntStream.range(0, of.parties()).mapToObj(this::partyLogits).toList();
  }

  /** Follows the content of a row, so that a party says the same wherever the row stands. */
  private Tensor partyLogits(int party) {
    int values = (int) Arrays.stream(logits.shape()).reduce(1, (a, b) -> a * b);
    int each = values / size();
    double[] flat = new double[values];
    for (int i = 0; i < size(); i++) {
      double[] row = new Random(31L * of.content()[i] + party).doubles(each, -1, 1).toArray();
      System.arraycopy(row, 0, flat, i * each, each);
    }
    return scope.constant(flat, logits.shape());
  }

  @Override
  public Map<String, Tensor> parameters() {
    return Map.of(CLASSIFIER, classifier);
  }

  @Override
  public Tensor forward(Tensor embeddings) {
    return model(input, embeddings, classifier);
  }

  @Override
  public Tensor forward(Batch other) {
    CaseBatch own = (CaseBatch) other;
    return model(own, own.embeddings(), classifier);
  }

  @Override
  public Batch encode(List<String> texts) {
    double[] flat = new double[texts.size() * of.length() * of.hidden()];
    int each = of.length() * of.hidden();
    for (int i = 0; i < texts.size(); i++) {
      double[] one = new Random(texts.get(i).hashCode()).doubles(each, -1, 1).toArray();
      System.arraycopy(one, 0, flat, i * each, each);
    }
    int[] lengths = new int[texts.size()];
    Arrays.fill(lengths, of.length());
    Tensor words = scope.constant(flat, texts.size(), of.length(), of.hidden());
    return CaseBatch.of(lengths, of.length(), words);
  }

  @Override
  public List<String> texts() {
    return IntStream.range(0, size()).mapToObj(i -> "text " + of.content()[i]).toList();
  }

  @Override
  public Tensor constant(double value) {
    return classifier.constant(value);
  }
}
