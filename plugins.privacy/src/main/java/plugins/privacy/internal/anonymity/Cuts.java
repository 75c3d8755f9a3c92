package plugins.privacy.internal.anonymity;

import java.util.Arrays;

/** The cuts of a partition as a binary tree: how a row finds its group. */
final class Cuts {
  private static final int FIELDS = 4;

  /** Column, cut, left and right of each node; of a leaf -1 and its group. */
  private int[] nodes = new int[64];

  private int size;

  /** Adds a node: a column with the last code of its left part, or -1 with a group. */
  int node(int column, int cut) {
    int at = size * FIELDS;
    if (at + FIELDS > nodes.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
    }
    nodes[at] = column;
    nodes[at + 1] = cut;
    return size++;
  }

  void left(int node, int child) {
    nodes[node * FIELDS + 2] = child;
  }

  void right(int node, int child) {
    nodes[node * FIELDS + 3] = child;
  }

  /** Returns the group of a row with these codes; a code of -1 counts as the least. */
  int group(int[] codes) {
    int at = 0;
    while (nodes[at] >= 0) {
      at = FIELDS * nodes[at + (codes[nodes[at]] <= nodes[at + 1] ? 2 : 3)];
    }
    return nodes[at + 1];
  }

  /** Returns all cuts, the same for the same partition. */
  String description() {
    return Arrays.toString(Arrays.copyOf(nodes, size * FIELDS));
  }
}
