package governance.runtime.internal.sweep;

import governance.api.evaluate.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the runs of a sweep come to, as far as they have ended.
 *
 * @param plan the sweep
 * @param records the runs that have ended
 * @param basis by which rows points are compared
 * @param utility the metric that is to stay good
 * @param disparity the metric that is to become better
 * @param standings the points all of whose runs count
 * @param recommended the point that is recommended; empty where none counts
 * @param knee the knee of the front; empty where it has none
 * @param level confidence level of all intervals
 */
public record SweepResult(
    SweepPlan plan,
    List<RunRecord> records,
    Basis basis,
    Measure utility,
    Measure disparity,
    List<Standing> standings,
    Optional<Recommendation> recommended,
    Optional<Standing> knee,
    double level) {
  private static final double LEVEL = 0.95;

  /** Returns what some runs come to. */
  static SweepResult of(SweepPlan plan, List<RunRecord> records) {
    Basis basis = Basis.of(records);
    List<Candidate> candidates = new ArrayList<>();
    for (GridPoint point : plan.points()) {
      List<RunRecord> own = of(records, point);
      boolean whole = own.size() == plan.request().seeds().size();
      if (whole && own.stream().noneMatch(RunRecord::failed)) {
        candidates.add(basis.candidate(point.number(), own));
      }
    }
    Measure utility = new Measure(plan.request().utility(), direction(records, true));
    Measure disparity = new Measure(plan.request().disparity(), direction(records, false));
    double level = level(records);
    Front front = new Front(candidates, utility, disparity, level);
    return new SweepResult(
        plan,
        List.copyOf(records),
        basis,
        utility,
        disparity,
        front.standings(),
        Recommendation.of(front.standings(), utility, disparity, basis.rows()),
        front.knee(),
        level);
  }

  private static List<RunRecord> of(List<RunRecord> records, GridPoint point) {
    return records.stream().filter(r -> r.point().number() == point.number()).toList();
  }

  private static Direction direction(List<RunRecord> records, boolean utility) {
    return records.stream()
        .flatMap(r -> r.test().stream())
        .map(j -> (utility ? j.utility() : j.disparity()).direction())
        .filter(d -> d != Direction.NEUTRAL)
        .findFirst()
        .orElse(Direction.NEUTRAL);
  }

  private static double level(List<RunRecord> records) {
    return records.stream()
        .flatMap(r -> r.test().stream())
        .filter(j -> j.utility().interval() != null)
        .mapToDouble(j -> j.utility().interval().level())
        .findFirst()
        .orElse(LEVEL);
  }

  /** Returns the runs of a point that have ended. */
  public List<RunRecord> of(GridPoint point) {
    return of(records, point);
  }

  /** Returns where a point stands; empty where it does not count. */
  Optional<Standing> standing(GridPoint point) {
    return standings.stream().filter(s -> s.number() == point.number()).findFirst();
  }

  /** Returns a point on the test rows; empty where it does not count. */
  Optional<Candidate> tested(GridPoint point) {
    return standing(point)
        .map(s -> new Basis(false, "").candidate(point.number(), of(records, point)));
  }

  /** Returns whether all gates let the recommended point pass, by both kinds of rows. */
  public boolean passes() {
    return recommended
        .filter(Recommendation::passes)
        .flatMap(r -> tested(plan.points().get(r.standing().number() - 1)))
        .filter(Candidate::passes)
        .isPresent();
  }

  /** Returns the runs that do not count, with why. */
  public List<RunRecord> failed() {
    return records.stream().filter(RunRecord::failed).toList();
  }

  /** Returns whether every run has ended, in one way or another. */
  public boolean complete() {
    return records.size() == plan.runs() && records.stream().noneMatch(RunRecord::stopped);
  }
}
