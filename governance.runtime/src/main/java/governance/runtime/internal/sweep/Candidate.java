package governance.runtime.internal.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A point all of whose runs count, on the rows it is chosen by.
 *
 * @param number the point's number
 * @param utility figure by seed
 * @param disparity figure by seed
 * @param gates by seed what the gates say
 */
record Candidate(
    int number,
    Map<Long, RunFigure> utility,
    Map<Long, RunFigure> disparity,
    Map<Long, List<GateVerdict>> gates) {
  /** Copies the maps. */
  Candidate {
    utility = Collections.unmodifiableMap(new LinkedHashMap<>(utility));
    disparity = Collections.unmodifiableMap(new LinkedHashMap<>(disparity));
    gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
  }

  /** Returns what the runs of a point came to. */
  static Candidate of(int number, Map<Long, Judged> runs) {
    Map<Long, RunFigure> utility = new LinkedHashMap<>();
    Map<Long, RunFigure> disparity = new LinkedHashMap<>();
    Map<Long, List<GateVerdict>> gates = new LinkedHashMap<>();
    runs.forEach(
        (seed, judged) -> {
          utility.put(seed, judged.utility());
          disparity.put(seed, judged.disparity());
          gates.put(seed, judged.gates());
        });
    return new Candidate(number, utility, disparity, gates);
  }

  Estimate utility(double level) {
    return Estimate.of(List.copyOf(utility.values()), level);
  }

  Estimate disparity(double level) {
    return Estimate.of(List.copyOf(disparity.values()), level);
  }

  /** Returns what the metrics say of its figures, each once. */
  List<String> notes() {
    return Stream.concat(utility.values().stream(), disparity.values().stream())
        .map(RunFigure::note)
        .filter(note -> !note.isEmpty())
        .distinct()
        .toList();
  }

  /** Returns whether every gate lets every run pass. */
  boolean passes() {
    return all().stream().noneMatch(GateVerdict::blocks);
  }

  private List<GateVerdict> all() {
    List<GateVerdict> all = new ArrayList<>();
    gates.values().forEach(all::addAll);
    return all;
  }

  /** Returns in how many decisions a gate blocks for another reason than a bound that is missed. */
  long unmeasured() {
    return all().stream().filter(g -> Double.isInfinite(g.excess())).count();
  }

  /** Returns by how much bounds are missed, as shares of the bounds, as the mean over runs. */
  double excess() {
    double sum = all().stream().mapToDouble(GateVerdict::excess).filter(Double::isFinite).sum();
    return sum / Math.max(1, gates.size());
  }

  /** Returns what blocks: of each gate the run that misses most, with its seed. */
  List<String> blocking() {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, Double> worst = new LinkedHashMap<>();
    gates.forEach(
        (seed, verdicts) -> {
          for (GateVerdict gate : verdicts) {
            if (gate.blocks() && gate.excess() > worst.getOrDefault(gate.id(), -1.0)) {
              worst.put(gate.id(), gate.excess());
              words.put(gate.id(), gate.words() + " (seed " + seed + ")");
            }
          }
        });
    return List.copyOf(words.values());
  }
}
