package governance.runtime.internal.signature;

import governance.runtime.internal.store.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, over SHA-256: a leaf is SHA-256(0x00 ‖ entry), a node
 * SHA-256(0x01 ‖ left ‖ right), and a tree of n leaves is split at the largest power of two below
 * n. The root of no leaves is SHA-256 of nothing.
 */
public final class MerkleTree {
  private final List<byte[]> leaves;

  private MerkleTree(List<byte[]> leaves) {
    this.leaves = leaves;
  }

  /** Returns the tree over entries, in their order. */
  public static MerkleTree of(List<byte[]> entries) {
    return new MerkleTree(entries.stream().map(MerkleTree::leaf).toList());
  }

  static byte[] leaf(byte[] entry) {
    MessageDigest digest = Digests.sha256();
    digest.update((byte) 0);
    return digest.digest(entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = Digests.sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /** Returns the number of entries. */
  public int size() {
    return leaves.size();
  }

  /** Returns the hash of the whole tree, 32 bytes. */
  public byte[] root() {
    return root(size());
  }

  /** Returns the hash that the tree had when it had only its first entries. */
  public byte[] root(int first) {
    return root(0, first);
  }

  private byte[] root(int from, int to) {
    if (from == to) {
      return Digests.sha256().digest();
    }
    if (to - from == 1) {
      return leaves.get(from);
    }
    int split = from + split(to - from);
    return node(root(from, split), root(split, to));
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  /** Returns the audit path of an entry (section 2.1.1), from the leaf upwards. */
  public List<byte[]> inclusion(int index) {
    List<byte[]> path = new ArrayList<>();
    inclusion(index, 0, size(), path);
    return path;
  }

  private void inclusion(int index, int from, int to, List<byte[]> into) {
    if (to - from == 1) {
      return;
    }
    int split = from + split(to - from);
    if (index < split) {
      inclusion(index, from, split, into);
      into.add(root(split, to));
    } else {
      inclusion(index, split, to, into);
      into.add(root(from, split));
    }
  }

  /**
   * Returns the proof that the tree of its first entries became this one by adding to it (section
   * 2.1.2).
   *
   * @param first how many those were, from 1 to the size
   */
  public List<byte[]> consistency(int first) {
    List<byte[]> proof = new ArrayList<>();
    consistency(first, 0, size(), true, proof);
    return proof;
  }

  private void consistency(int first, int from, int to, boolean known, List<byte[]> into) {
    if (first == to) {
      if (!known) {
        into.add(root(from, to));
      }
      return;
    }
    int split = from + split(to - from);
    if (first <= split) {
      consistency(first, from, split, known, into);
      into.add(root(split, to));
    } else {
      consistency(first, split, to, false, into);
      into.add(root(from, split));
    }
  }
}
