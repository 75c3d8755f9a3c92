package plugins.fairness.internal.transform;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.List;

/**
 * The favourable rates that weights give to groups.
 *
 * <p>Of the labels: with W the weight of a group, r₀ its rate and r its new one, the least Σ W
 * KL(r, r₀) with r in an interval [a, a + target] and Σ W r = Σ W r₀. The dual has two unknowns: r
 * is σ(logit r₀ + μ), cut off at both ends of the interval; μ keeps the total of the class, and a
 * balances the pull of the groups at the two ends.
 *
 * @param rates the new rate of each group
 * @param text what was reached, in lines for readers
 */
record TargetWeights(double[] rates, String text) {
  private static final int STEPS = 200;

  /** Solves for the labels. */
  static TargetWeights ofLabels(GroupTable table, double target) {
    double before = GroupTable.gap(table.rate());
    double[] rates = table.rate().clone();
    if (before > target) {
      refuseUnreachable(table, target);
      rates = nearest(table, target);
    }
    double divergence = 0;
    for (int g = 0; g < rates.length; g++) {
      divergence += table.weight()[g] * divergence(rates[g], table.rate()[g]);
    }
    double total = 0;
    for (double weight : table.weight()) {
      total += weight;
    }
    String text =
        "difference of labels %s -> %s, target %s, divergence %s nats a row%n"
            .formatted(before, GroupTable.gap(rates), target, total > 0 ? divergence / total : 0);
    return new TargetWeights(rates, text.replace("\r", ""));
  }

  private static double divergence(double r, double from) {
    double favourable = r == 0 ? 0 : r * Math.log(r / from);
    return favourable + (r == 1 ? 0 : (1 - r) * Math.log((1 - r) / (1 - from)));
  }

  private static double[] nearest(GroupTable table, double target) {
    double overall = table.overall();
    double low = Math.max(0, overall - target);
    double high = Math.min(overall, 1 - target);
    for (double rate : table.rate()) {
      low = rate == 1 ? 1 - target : low;
      high = rate == 0 ? 0 : high;
    }
    for (int i = 0; i < STEPS && high - low > 1e-15; i++) {
      double middle = (low + high) / 2;
      double shift = shift(table, middle, middle + target, overall);
      if (pull(table, middle, middle + target, shift) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double a = (low + high) / 2;
    return rates(table, a, a + target, shift(table, a, a + target, overall));
  }

  private static double[] rates(GroupTable table, double low, double high, double shift) {
    double[] rates = new double[table.size()];
    for (int g = 0; g < rates.length; g++) {
      double from = table.rate()[g];
      double moved = from == 0 || from == 1 ? from : 1 / (1 + Math.exp(-logit(from) - shift));
      rates[g] = Math.min(high, Math.max(low, moved));
    }
    return rates;
  }

  /** Returns the shift of all logits with which the total of the favourable class stays. */
  private static double shift(GroupTable table, double low, double high, double overall) {
    double least = -60;
    double most = 60;
    for (int i = 0; i < STEPS && most - least > 1e-14; i++) {
      double middle = (least + most) / 2;
      double[] rates = rates(table, low, high, middle);
      double sum = 0;
      double all = 0;
      for (int g = 0; g < rates.length; g++) {
        sum += table.weight()[g] * rates[g];
        all += table.weight()[g];
      }
      if (sum < overall * all) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return (least + most) / 2;
  }

  /** The derivative of the divergence by the lower end of the interval. */
  private static double pull(GroupTable table, double low, double high, double shift) {
    double[] rates = rates(table, low, high, shift);
    double pull = 0;
    for (int g = 0; g < rates.length; g++) {
      double from = table.rate()[g];
      if (from > 0 && from < 1 && (rates[g] == low || rates[g] == high)) {
        double bounded = Math.min(1 - 1e-15, Math.max(1e-15, rates[g]));
        pull += table.weight()[g] * (logit(bounded) - logit(from) - shift);
      }
    }
    return pull;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  /** A group that has one class only keeps its rate whatever the weights. */
  private static void refuseUnreachable(GroupTable table, double target) {
    double none = 0;
    double every = 0;
    double all = 0;
    List<String> stuck = new ArrayList<>();
    for (int g = 0; g < table.size(); g++) {
      double rate = table.rate()[g];
      none += rate == 0 ? table.weight()[g] : 0;
      every += rate == 1 ? table.weight()[g] : 0;
      all += table.weight()[g];
      if (rate == 0 || rate == 1) {
        stuck.add(table.names().get(g));
      }
    }
    double free = table.overall() * all - every;
    double others = all - none - every;
    double above = none > 0 ? (free + every) / (all - none) : 0;
    double below = every > 0 ? (others + none - free) / (others + none) : 0;
    double least = none > 0 && every > 0 ? 1 : Math.max(above, below);
    if (target < least) {
      String shown = String.join("; ", stuck.subList(0, Math.min(3, stuck.size())));
      String more = stuck.size() > 3 ? " and " + (stuck.size() - 3) + " more" : "";
      throw GovernanceException.spec(
          FairWeights.ID + " setting target",
          "got "
              + target
              + ", but weights cannot change the rate of groups whose training rows have one"
              + " class only ("
              + shown
              + more
              + "); the least that can be reached is "
              + least,
          least + " to 1",
          "Raise the target, or leave out small groups with the setting minimumGroup");
    }
  }
}
