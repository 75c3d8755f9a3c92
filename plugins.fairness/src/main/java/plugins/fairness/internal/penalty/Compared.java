package plugins.fairness.internal.penalty;

import governance.api.GovernanceException;
import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which groups a penalty compares, and how far it remembers earlier steps.
 *
 * @param columns protected columns, at least one
 * @param groups number of groups of each
 * @param least cases that a group needs to be compared, less a half
 * @param momentum share of earlier steps that estimates keep, in [0, 1)
 */
record Compared(List<String> columns, List<Integer> groups, double least, double momentum) {
  /**
   * Reads what is to be compared.
   *
   * @param columns names given by the settings, none for all
   * @throws GovernanceException if a name is no protected column, or there is none
   */
  static Compared of(
      String id, PenaltySetup setup, String[] columns, int minimumGroup, double momentum) {
    List<String> all = setup.protectedColumns();
    for (String column : columns) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            id + " setting columns",
            "got " + column,
            "protected columns " + all,
            "Name one of them, or add it to data.protected");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          id, "no protected column", "at least one", "Set data.protected");
    }
    List<String> chosen = columns.length == 0 ? List.copyOf(all) : List.of(columns);
    List<Integer> groups = chosen.stream().map(c -> setup.groups(c).size()).toList();
    return new Compared(chosen, groups, minimumGroup - 0.5, momentum);
  }

  /** Returns the number of columns. */
  int size() {
    return columns.size();
  }

  /** Returns what running estimates of so many quantities are kept in; nothing without them. */
  List<OwnBuffer> buffers(int quantities) {
    if (momentum == 0) {
      return List.of();
    }
    return IntStream.range(0, size())
        .filter(i -> groups.get(i) > 0)
        .mapToObj(i -> OwnBuffer.of(name(i), 0, groups.get(i), (long) Observed.PARTS * quantities))
        .toList();
  }

  private static String name(int column) {
    return "past." + column;
  }

  /**
   * Returns the means of the groups of one column. With running estimates a row of t steps ago
   * counts momentumᵗ; the gradient is that of the batch's own means.
   */
  GroupRates rates(PenaltyContext batch, int column, Observed observed) {
    Tensor membership = batch.membership(columns.get(column));
    Tensor now = membership.transpose(0, 1).matmul(observed.stacked());
    GroupRates own = GroupRates.of(now, least);
    if (momentum == 0 || groups.get(column) == 0) {
      return own;
    }
    Tensor total = now.detach().add(batch.buffer(name(column)).mul(decay(now)));
    batch.keep(name(column), total);
    return GroupRates.of(total, least).withGradientOf(own);
  }

  /** Squares of weights fade twice as fast as weights. */
  private Tensor decay(Tensor like) {
    int width = (int) like.size(1);
    int squares = width - width / Observed.PARTS;
    double[] decay =
        IntStream.range(0, width)
            .mapToDouble(i -> i < squares ? momentum : momentum * momentum)
            .toArray();
    return like.constant(decay, 1, width);
  }
}
