package plugins.privacy.internal.attack;

import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.AttackedModel.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of members and non-members; greater speaks for a member. Rows without a loss, such as
 * texts without words, score NaN.
 */
final class Membership {
  /** With fewer the spread of models that saw a row cannot be told from that of rows. */
  static final int FEWEST_REFERENCES = 4;

  /**
   * With fewer the two means of a row are too uncertain for their ratio to beat one of them: with
   * 16 it was seen to find nothing where {@link Attack#CALIBRATED} found members.
   */
  static final int ENOUGH_FOR_RATIO = 64;

  /** Where all reference models agree the spread is not known; log-odds differ by more. */
  private static final double LEAST_SPREAD = 1e-3;

  private final Records members;
  private final Records others;
  private final List<Reference> references;

  Membership(Comparison comparison) {
    members = new Records(comparison.members());
    others = new Records(comparison.others());
    references = comparison.references();
  }

  /** Members first, then non-members. */
  record Scores(double[] members, double[] others) {}

  /** Returns which attacks are possible. */
  List<Attack> possible() {
    return references.size() < FEWEST_REFERENCES
        ? List.of(Attack.LOSS)
        : List.of(Attack.LOSS, Attack.CALIBRATED, Attack.LIKELIHOOD_RATIO);
  }

  /**
   * Returns what is meant by a choice: of few reference models only their mean is of use. A choice
   * that is not possible, because these rows are not those that reference models saw, means LOSS.
   */
  Attack meant(Attack choice) {
    Attack best =
        references.size() < ENOUGH_FOR_RATIO ? Attack.CALIBRATED : Attack.LIKELIHOOD_RATIO;
    Attack meant = choice == Attack.AUTO ? best : choice;
    return possible().contains(meant) ? meant : Attack.LOSS;
  }

  Records members() {
    return members;
  }

  Records others() {
    return others;
  }

  int references() {
    return references.size();
  }

  Scores scores(Attack attack) {
    if (attack == Attack.LOSS) {
      return split(negative(joined(members.losses(), others.losses())));
    }
    List<double[]> answers = new ArrayList<>();
    boolean loss = attack == Attack.CALIBRATED;
    for (Reference reference : references) {
      answers.add(figures(new Records(reference.members()), new Records(reference.others()), loss));
    }
    double[] own = figures(members, others, loss);
    return split(loss ? calibrated(own, answers) : likelihoodRatio(own, answers));
  }

  private static double[] figures(Records members, Records others, boolean loss) {
    return loss
        ? joined(members.losses(), others.losses())
        : joined(members.margins(), others.margins());
  }

  private static double[] joined(double[] one, double[] other) {
    double[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static double[] negative(double[] values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  private Scores split(double[] all) {
    return new Scores(
        Arrays.copyOf(all, members.size()), Arrays.copyOfRange(all, members.size(), all.length));
  }

  private boolean saw(int reference, int row) {
    Reference r = references.get(reference);
    return row < members.size()
        ? r.trainedOnMembers().get(row)
        : r.trainedOnOthers().get(row - members.size());
  }

  private double[] calibrated(double[] own, List<double[]> answers) {
    double[] out = means(own.length, answers, false);
    double[] scores = new double[own.length];
    Arrays.setAll(scores, row -> out[row] - own[row]);
    return scores;
  }

  private double[] likelihoodRatio(double[] own, List<double[]> answers) {
    double[] in = means(own.length, answers, true);
    double[] out = means(own.length, answers, false);
    double spreadIn = spread(in, answers, true);
    double spreadOut = spread(out, answers, false);
    double[] scores = new double[own.length];
    Arrays.setAll(
        scores,
        row -> logDensity(own[row], in[row], spreadIn) - logDensity(own[row], out[row], spreadOut));
    return scores;
  }

  private static double logDensity(double value, double mean, double spread) {
    double z = (value - mean) / spread;
    return -0.5 * z * z - Math.log(spread);
  }

  private double[] means(int rows, List<double[]> answers, boolean seen) {
    double[] means = new double[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      int count = 0;
      for (int r = 0; r < answers.size(); r++) {
        if (saw(r, row) == seen) {
          sum += answers.get(r)[row];
          count++;
        }
      }
      means[row] = sum / count;
    }
    return means;
  }

  /** Pooled standard deviation of the models' answers about the mean of each row. */
  private double spread(double[] means, List<double[]> answers, boolean seen) {
    double squares = 0;
    long freedom = 0;
    for (int row = 0; row < means.length; row++) {
      long models = 0;
      double own = 0;
      for (int r = 0; r < answers.size(); r++) {
        if (saw(r, row) == seen) {
          double apart = answers.get(r)[row] - means[row];
          own += apart * apart;
          models++;
        }
      }
      boolean known = Double.isFinite(own);
      squares += known ? own : 0;
      freedom += known ? models - 1 : 0;
    }
    return Math.max(LEAST_SPREAD, Math.sqrt(squares / Math.max(1, freedom)));
  }
}
