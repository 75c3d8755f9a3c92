package governance.runtime.internal.privacy;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one data set has spent, as the entries of the ledger add up. */
public final class DataBudget {
  /** The δ at which a sum is told where no limit names another. */
  static final double USUAL_DELTA = 1e-5;

  private final String data;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private String name;
  private PrivacyTarget limit;
  private long entries;

  DataBudget(String data, String name) {
    this.data = data;
    this.name = name;
  }

  /**
   * One use of the data.
   *
   * @param by the run, or what else used it
   * @param time when it was entered last, ISO 8601
   * @param state how certain the amount is
   * @param spend what it released, or may release
   * @param delta the δ it was planned for
   */
  public record Use(String by, String time, State state, Spend spend, double delta) {}

  /** How certain the amount of a use is. */
  public enum State {
    /** The run is at work, or stopped and can go on. */
    RESERVED,
    /** The run has ended. */
    SETTLED,
    /** It was entered by hand, or by a command that spends at once. */
    RECORDED
  }

  void use(Use use) {
    entries++;
    if (use.spend().isNothing()) {
      uses.remove(use.by());
    } else {
      // what is entered at once never takes the place of an earlier entry
      boolean own = use.state() == State.RECORDED;
      uses.put(own ? use.by() + "\n" + entries : use.by(), use);
    }
  }

  void limit(Optional<PrivacyTarget> most) {
    limit = most.orElse(null);
  }

  void name(String written) {
    name = written;
  }

  /** Returns what the ledger knows the data by. */
  public DataKey key() {
    return new DataKey(data, name);
  }

  /** Returns the SHA-256 of the data's content. */
  public String data() {
    return data;
  }

  /** Returns the name under which it was last used. */
  public String name() {
    return name;
  }

  /** Returns the limit; empty where there is none. */
  public Optional<PrivacyTarget> limit() {
    return Optional.ofNullable(limit);
  }

  /** Returns all uses in the order of their first entry. */
  public List<Use> uses() {
    return List.copyOf(uses.values());
  }

  /** Returns what a run has reserved or spent. */
  public Optional<Use> use(String by) {
    return Optional.ofNullable(uses.get(by));
  }

  /**
   * Returns the δ at which sums are told: that of the limit, else the greatest that a use had and
   * what releases of their own need on top.
   */
  public double delta() {
    if (limit != null) {
      return limit.delta();
    }
    double own =
        uses.values().stream()
            .filter(use -> !use.spend().phases().isEmpty())
            .mapToDouble(Use::delta)
            .max()
            .orElse(USUAL_DELTA);
    return own
        + uses.values().stream()
            .flatMap(use -> use.spend().releases().stream())
            .mapToDouble(PrivacyTarget::delta)
            .sum();
  }

  /** Returns what all uses cost together. */
  public PrivacyBound spent(PrivacyAccountant accountant) {
    return with(Spend.NOTHING, "", accountant);
  }

  /**
   * Returns what all uses would cost with one more, which takes the place of what the same run has
   * reserved before; what was entered at once stays.
   */
  public PrivacyBound with(Spend more, String by, PrivacyAccountant accountant) {
    List<NoisePhase> phases = new ArrayList<>(more.phases());
    List<PrivacyTarget> releases = new ArrayList<>(more.releases());
    for (Use use : uses.values()) {
      if (use.state() == State.RECORDED || !use.by().equals(by)) {
        phases.addAll(use.spend().phases());
        releases.addAll(use.spend().releases());
      }
    }
    return phases.isEmpty() && releases.isEmpty()
        ? new PrivacyBound(0, 0)
        : accountant.epsilon(merged(phases), releases, delta());
  }

  /** Steps of equal noise and rate are one phase, which is quicker and as exact. */
  private static List<NoisePhase> merged(List<NoisePhase> phases) {
    Map<List<Double>, Long> steps = new LinkedHashMap<>();
    phases.forEach(p -> steps.merge(List.of(p.noise(), p.rate()), p.steps(), Long::sum));
    List<NoisePhase> merged = new ArrayList<>();
    steps.forEach((of, count) -> merged.add(new NoisePhase(of.get(0), of.get(1), count)));
    return merged;
  }
}
