package governance.runtime.internal.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The point that is recommended.
 *
 * @param standing the point
 * @param passes whether every gate lets every run of it pass, on the rows it was chosen by
 * @param words why it is the one, for readers
 */
record Recommendation(Standing standing, boolean passes, String words) {
  /**
   * Chooses the best utility among the points that all gates let pass. Where none passes, the one
   * that misses the bounds of its gates least; gates that block for another reason count before
   * that.
   *
   * @param rows what the choice is made by, such as {@code validation rows}
   * @return empty where no point counts
   */
  static Optional<Recommendation> of(
      List<Standing> standings, Measure utility, Measure disparity, String rows) {
    Comparator<Standing> better =
        Comparator.comparingDouble((Standing s) -> -utility.gain(s.utility().value()))
            .thenComparingDouble(s -> -disparity.gain(s.disparity().value()))
            .thenComparingInt(Standing::number);
    Optional<Standing> passing = standings.stream().filter(s -> s.candidate().passes()).min(better);
    if (passing.isPresent()) {
      long many = standings.stream().filter(s -> s.candidate().passes()).count();
      String words =
          "Point "
              + passing.get().number()
              + " has the best "
              + utility.id()
              + " of the "
              + many
              + " of "
              + standings.size()
              + " points that every gate lets pass, by the "
              + rows
              + ".";
      return Optional.of(new Recommendation(passing.get(), true, words));
    }
    return standings.stream()
        .min(
            Comparator.comparingLong((Standing s) -> s.candidate().unmeasured())
                .thenComparingDouble(s -> s.candidate().excess())
                .thenComparing(better))
        .map(s -> new Recommendation(s, false, least(s, standings.size(), rows)));
  }

  private static String least(Standing least, int points, String rows) {
    return "None of the "
        + points
        + " points passes every gate by the "
        + rows
        + ". Point "
        + least.number()
        + " misses them least: "
        + String.join("; ", least.candidate().blocking())
        + ".";
  }
}
