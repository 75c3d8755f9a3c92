package governance.engine.internal.session;

import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.OwnParameter;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.engine.Term;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Terms that together ask a step for all that it has. */
final class Objectives {
  private Objectives() {}

  /** Fairness, consistency, privacy, smoothness and agreement with a party. */
  static List<Term> five() {
    return List.of(
        new Term("fairness", Objectives::parity),
        new Term("consistency", Objectives::consistency),
        new Term("privacy", batch -> batch.representation().square().mean()),
        new Term("smoothness", Objectives::smoothness),
        new Term("agreement", Objectives::agreement));
  }

  /** One that trains tensors of its own and one that remembers. */
  static List<Term> own() {
    return List.of(new Term("adversary", new Adversary()), new Term("memory", new Memory()));
  }

  static Map<String, Double> weights(List<Term> terms) {
    return terms.stream().collect(Collectors.toMap(Term::id, t -> 0.1));
  }

  private static Tensor parity(PenaltyContext batch) {
    Tensor in = batch.membership("sex");
    Tensor means = in.mul(batch.favourable().unsqueeze(1)).sum(0).div(in.sum(0).clampMin(1));
    return means.slice(0, 0, 1).sub(means.slice(0, 1, 2)).square().sum();
  }

  private static Tensor consistency(PenaltyContext batch) {
    List<String> other = batch.texts().stream().map(t -> t.replace("loan", "credit")).toList();
    Tensor moved = batch.forward(batch.encode(other));
    Tensor same = batch.content().unsqueeze(1).eq(batch.content().unsqueeze(0));
    Tensor pairs = batch.logits().cdist(moved).mul(same).mean();
    return pairs.add(batch.column("income").mul(1e-6).mean());
  }

  private static Tensor smoothness(PenaltyContext batch) {
    Tensor slope = batch.sampleLoss().mul(batch.weights()).sum().gradient(batch.embeddings());
    return slope.mul(batch.mask().unsqueeze(2)).square().sum().mul(10);
  }

  private static Tensor agreement(PenaltyContext batch) {
    Tensor own = batch.logits().logSoftmax(-1);
    Tensor sum = batch.constant(0);
    for (Tensor other : batch.partyLogits()) {
      sum = sum.add(other.softmax(-1).mul(own).sum(1).neg().mean());
    }
    return sum;
  }

  private record Adversary() implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      return List.of(OwnParameter.normal("w", 0.02, 16, 2), OwnParameter.constant("b", 0, 2));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor scores = batch.representation().matmul(batch.own("w")).add(batch.own("b"));
      return scores.logSoftmax(-1).mul(batch.membership("sex")).sum(1).neg().mean();
    }
  }

  private record Memory() implements PenaltyTerm {
    @Override
    public List<OwnBuffer> buffers() {
      return List.of(OwnBuffer.of("mean", 0.5, 2));
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor now = batch.probabilities().mean(0);
      Tensor mean = batch.buffer("mean").mul(0.9).add(now.mul(0.1));
      batch.keep("mean", mean.detach());
      return mean.sub(batch.labels().mean()).square().sum();
    }
  }
}
