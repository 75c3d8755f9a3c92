package plugins.privacy.internal.anonymity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * All combinations of levels of the quasi-identifiers, and what is known of them. A node is a
 * number; each step of a column by one level is a step to a successor.
 */
final class Lattice {
  private static final byte FAILS = 1;
  private static final byte HOLDS = 2;

  private final int[] strides;
  private final int[] tops;
  private final byte[] known;

  Lattice(List<Domain> domains) {
    strides = new int[domains.size()];
    tops = new int[domains.size()];
    int size = 1;
    for (int column = 0; column < tops.length; column++) {
      strides[column] = size;
      tops[column] = domains.get(column).top();
      size *= tops[column] + 1;
    }
    known = new byte[size];
  }

  /** Returns how many nodes the lattice over these columns has. */
  static long size(List<Domain> domains) {
    double size = 1;
    for (Domain domain : domains) {
      size *= domain.top() + 1;
    }
    return (long) Math.min(size, Long.MAX_VALUE);
  }

  int size() {
    return known.length;
  }

  int columns() {
    return tops.length;
  }

  int level(int node, int column) {
    return node / strides[column] % (tops[column] + 1);
  }

  /** Returns the node with a column one level up, or -1 where it is at its top. */
  int above(int node, int column) {
    return level(node, column) < tops[column] ? node + strides[column] : -1;
  }

  boolean open(int node) {
    return known[node] == 0;
  }

  boolean holds(int node) {
    return known[node] == HOLDS;
  }

  /** Marks one node. */
  void mark(int node, boolean holds) {
    known[node] = holds ? HOLDS : FAILS;
  }

  /** Marks a node that holds and with it all above it. */
  void holdsAbove(int node) {
    spread(node, HOLDS, 1);
  }

  /** Marks a node that fails and with it all below it. */
  void failsBelow(int node) {
    spread(node, FAILS, -1);
  }

  private void spread(int from, byte mark, int direction) {
    Deque<Integer> open = new ArrayDeque<>();
    known[from] = mark;
    open.add(from);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int column = 0; column < tops.length; column++) {
        int level = level(node, column) + direction;
        int next = node + direction * strides[column];
        if (level >= 0 && level <= tops[column] && known[next] == 0) {
          known[next] = mark;
          open.add(next);
        }
      }
    }
  }
}
