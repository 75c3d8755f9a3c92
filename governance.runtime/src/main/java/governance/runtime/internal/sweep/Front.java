package governance.runtime.internal.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which points another one beats in utility and disparity, and which are left: the Pareto front. A
 * point is dominated when another has the better mean in both; beyond chance when the paired
 * differences of both say so.
 */
final class Front {
  private static final int FEWEST_FOR_KNEE = 3;

  private final Measure utility;
  private final Measure disparity;
  private final List<Standing> standings = new ArrayList<>();

  Front(List<Candidate> candidates, Measure utility, Measure disparity, double level) {
    this.utility = utility;
    this.disparity = disparity;
    for (Candidate candidate : candidates) {
      standings.add(standing(candidate, candidates, level));
    }
  }

  /** Of several points that beat one, one that does so beyond chance is named, else the best. */
  private Standing standing(Candidate candidate, List<Candidate> all, double level) {
    Standing found =
        new Standing(
            candidate, candidate.utility(level), candidate.disparity(level), 0, null, null);
    double best = Double.NEGATIVE_INFINITY;
    for (Candidate other : all) {
      Estimate inUtility = utility.advantage(other.utility(), candidate.utility(), level);
      Estimate inDisparity = disparity.advantage(other.disparity(), candidate.disparity(), level);
      if (inUtility == null || !(inUtility.value() > 0) || !(inDisparity.value() > 0)) {
        continue;
      }
      Standing worse =
          new Standing(
              candidate,
              found.utility(),
              found.disparity(),
              other.number(),
              inUtility,
              inDisparity);
      boolean surer = worse.beyondChance() && !found.beyondChance();
      boolean asSure = worse.beyondChance() == found.beyondChance();
      if (surer || asSure && inUtility.value() > best) {
        found = worse;
        best = inUtility.value();
      }
    }
    return found;
  }

  /** Returns where each point stands, in the order of the candidates. */
  List<Standing> standings() {
    return standings;
  }

  /** Returns the points that none dominates, the least disparity first. */
  List<Standing> front() {
    return standings.stream()
        .filter(s -> !s.dominated())
        .sorted(Comparator.comparingDouble((Standing s) -> -gainD(s)))
        .toList();
  }

  private double gainU(Standing s) {
    return utility.gain(s.utility().value());
  }

  private double gainD(Standing s) {
    return disparity.gain(s.disparity().value());
  }

  /**
   * Returns the knee: the point of the front farthest above the line between its two ends, with
   * both scales from 0 to 1 (Satopaa and others 2011, "Finding a Kneedle in a Haystack"); empty
   * with fewer than three points, or where none lies above the line.
   */
  Optional<Standing> knee() {
    List<Standing> front = front();
    if (front.size() < FEWEST_FOR_KNEE) {
      return Optional.empty();
    }
    Standing fair = front.get(0);
    Standing useful = front.get(front.size() - 1);
    double width = gainD(fair) - gainD(useful);
    double height = gainU(useful) - gainU(fair);
    Standing knee = null;
    double farthest = 1e-9;
    for (Standing s : front) {
      double above = (gainD(s) - gainD(useful)) / width + (gainU(s) - gainU(fair)) / height - 1;
      if (above > farthest) {
        farthest = above;
        knee = s;
      }
    }
    return Optional.ofNullable(knee);
  }
}
