package governance.runtime.internal.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs about a {@link MerkleTree} without its entries, as RFC 9162 words it (sections
 * 2.1.3.2 and 2.1.4.2; the proofs are those of RFC 6962).
 */
public final class MerkleProof {
  private MerkleProof() {}

  /**
   * Returns whether an entry is in a tree.
   *
   * @param index its place, from 0
   * @param size number of entries of the tree
   * @param leaf the hash of the entry as a leaf
   * @param path the audit path, from the leaf upwards
   * @param root the hash of the tree
   */
  public static boolean includes(
      long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    Climb climb = new Climb(index, size - 1);
    byte[] reached = leaf;
    for (byte[] sibling : path) {
      if (climb.atTop()) {
        return false;
      }
      reached =
          climb.fromRight() ? MerkleTree.node(sibling, reached) : MerkleTree.node(reached, sibling);
      climb.up();
    }
    return climb.atTop() && Arrays.equals(reached, root);
  }

  /**
   * Returns whether a tree became another one by adding entries to its end.
   *
   * @param first number of entries of the older tree, at least 1
   * @param second number of entries of the newer tree
   * @param older hash of the older tree
   * @param newer hash of the newer tree
   * @param proof the consistency proof; empty where both are of one size
   */
  public static boolean continues(
      long first, long second, byte[] older, byte[] newer, List<byte[]> proof) {
    if (first < 1 || first > second) {
      return false;
    }
    if (first == second) {
      return proof.isEmpty() && Arrays.equals(older, newer);
    }
    List<byte[]> nodes = new ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      nodes.add(0, older); // a whole subtree of the newer tree, which its proof leaves out
    }
    if (proof.isEmpty()) {
      return false;
    }
    Climb climb = new Climb(first - 1, second - 1);
    climb.overWhole();
    byte[] before = nodes.get(0);
    byte[] after = nodes.get(0);
    for (byte[] node : nodes.subList(1, nodes.size())) {
      if (climb.atTop()) {
        return false;
      }
      if (climb.fromRight()) {
        before = MerkleTree.node(node, before);
        after = MerkleTree.node(node, after);
      } else {
        after = MerkleTree.node(after, node);
      }
      climb.up();
    }
    return climb.atTop() && Arrays.equals(before, older) && Arrays.equals(after, newer);
  }

  /** The way from a node to the root: where it is, and where the last node of its level is. */
  private static final class Climb {
    private long node;
    private long last;

    Climb(long node, long last) {
      this.node = node;
      this.last = last;
    }

    boolean atTop() {
      return last == 0;
    }

    /** Returns whether the next sibling is to the left. */
    boolean fromRight() {
      return odd() || node == last;
    }

    private boolean odd() {
      return (node & 1) == 1;
    }

    void overWhole() {
      while (odd()) {
        shift();
      }
    }

    void up() {
      if (node == last) {
        while (!odd() && node != 0) {
          shift(); // the last node of a level without a sibling is its own parent
        }
      }
      shift();
    }

    private void shift() {
      node >>= 1;
      last >>= 1;
    }
  }
}
