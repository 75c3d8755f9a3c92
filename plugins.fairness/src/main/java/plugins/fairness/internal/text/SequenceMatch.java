package plugins.fairness.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What two sequences have in common: the longest common run, then the same on both sides of it
 * (Ratcliff and Obershelp 1988). Of equally long runs the first in {@code a}, then in {@code b} is
 * taken, as Python's difflib does, which the authors of CrowS-Pairs use.
 */
final class SequenceMatch {
  private final List<String> a;
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final List<Integer> first = new ArrayList<>();
  private final List<Integer> second = new ArrayList<>();

  private SequenceMatch(List<String> a, List<String> b) {
    this.a = a;
    for (int j = 0; j < b.size(); j++) {
      places.computeIfAbsent(b.get(j), piece -> new ArrayList<>()).add(j);
    }
    match(0, a.size(), 0, b.size());
    Collections.sort(first);
    Collections.sort(second);
  }

  /** Compares two sequences. */
  static SequenceMatch of(List<String> a, List<String> b) {
    return new SequenceMatch(a, b);
  }

  /**
   * Compares the pieces of two texts between special tokens at both ends, as the authors do; the
   * ends count for where runs are and are left out of the result.
   */
  static SequenceMatch between(List<String> a, List<String> b) {
    SequenceMatch match = new SequenceMatch(framed(a), framed(b));
    for (List<Integer> side : List.of(match.first, match.second)) {
      side.remove(side.size() - 1);
      side.remove(0);
      side.replaceAll(i -> i - 1);
    }
    return match;
  }

  private static List<String> framed(List<String> pieces) {
    List<String> framed = new ArrayList<>(pieces);
    framed.add(0, "\u0002");
    framed.add("\u0003");
    return framed;
  }

  /** Indices in the first sequence of what both have, ascending. */
  List<Integer> first() {
    return first;
  }

  /** Their indices in the second sequence, ascending. */
  List<Integer> second() {
    return second;
  }

  private void match(int fromA, int toA, int fromB, int toB) {
    int[] run = longest(fromA, toA, fromB, toB);
    if (run[2] > 0) {
      match(fromA, run[0], fromB, run[1]);
      for (int i = 0; i < run[2]; i++) {
        first.add(run[0] + i);
        second.add(run[1] + i);
      }
      match(run[0] + run[2], toA, run[1] + run[2], toB);
    }
  }

  /** Start in a, start in b and length of the longest common run. */
  private int[] longest(int fromA, int toA, int fromB, int toB) {
    int[] best = {fromA, fromB, 0};
    Map<Integer, Integer> ending = Map.of();
    for (int i = fromA; i < toA; i++) {
      Map<Integer, Integer> next = new HashMap<>();
      for (int j : places.getOrDefault(a.get(i), List.of())) {
        if (j >= fromB && j < toB) {
          int length = ending.getOrDefault(j - 1, 0) + 1;
          next.put(j, length);
          if (length > best[2]) {
            best = new int[] {i - length + 1, j - length + 1, length};
          }
        }
      }
      ending = next;
    }
    return best;
  }
}
