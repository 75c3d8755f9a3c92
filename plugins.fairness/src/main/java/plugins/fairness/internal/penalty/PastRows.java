package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a batch together with rows of earlier batches as the model scored them then. The
 * gradient of a row is what it would be if the group consisted of the batch's rows only, so that a
 * weight means the same with and without a memory.
 *
 * @param compared the groups
 * @param rows rows of earlier batches, at least 0
 * @param scores number of scores of a row
 */
record PastRows(Compared compared, int rows, int scores) {
  private static final String NAME = "rows";

  /** Returns what the rows are kept in; nothing without a memory. */
  List<OwnBuffer> buffers() {
    int width = scores + compared.groups().stream().mapToInt(Integer::intValue).sum();
    return rows == 0 ? List.of() : List.of(OwnBuffer.of(NAME, 0, rows, width));
  }

  /**
   * Returns what is compared by each column.
   *
   * @param of the batch's scores, [B, K]
   * @param weights the weight of each row, [B]
   */
  List<Pool> pools(PenaltyContext batch, Tensor of, Tensor weights) {
    Tensor past = rows == 0 ? null : batch.buffer(NAME);
    Tensor kept = of.detach();
    List<Pool> pools = new ArrayList<>();
    long from = scores;
    for (int i = 0; i < compared.size(); i++) {
      Tensor membership = batch.membership(compared.columns().get(i));
      Tensor mass = membership.mul(weights.unsqueeze(1));
      long to = from + compared.groups().get(i);
      pools.add(
          past == null
              ? new Pool(of, mass)
              : join(of, membership, mass, past.slice(1, 0, scores), past.slice(1, from, to)));
      kept = kept.concat(1, mass);
      from = to;
    }
    if (past != null) {
      batch.keep(NAME, kept.concat(0, past).slice(0, 0, rows));
    }
    return pools;
  }

  private static Pool join(
      Tensor of, Tensor membership, Tensor mass, Tensor pastScores, Tensor pastMass) {
    Tensor own = mass.sum(0).clampMin(1e-12);
    Tensor all = mass.sum(0).add(pastMass.sum(0)).div(own);
    Tensor factor = membership.matmul(all.unsqueeze(1));
    Tensor still = of.detach();
    Tensor moved = still.add(of.sub(still).mul(factor));
    return new Pool(moved.concat(0, pastScores), mass.concat(0, pastMass));
  }
}
