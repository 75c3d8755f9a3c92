package governance.runtime.internal.signature;

import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That one file belongs to the evidence that somebody signed: its leaf, the audit path from it to
 * the root, and the signatures over that root. Checked with the file and a public key alone.
 *
 * @param leaf path, SHA-256 and size of the file
 * @param index the leaf's place
 * @param size number of leaves
 * @param path hashes from the leaf upwards
 * @param signatures signatures over the root
 */
public record InclusionProof(
    Map<String, Object> leaf,
    long index,
    long size,
    List<byte[]> path,
    List<SignedStatement> signatures) {
  private static final String FORMAT = "governance-inclusion-proof/1";
  private static final String KIND = "a proof that governance proof make has written";

  /** Makes the proof for a file of the evidence, by its place in {@link EvidenceTree#files}. */
  public static InclusionProof of(
      EvidenceTree evidence, int index, List<SignedStatement> signatures) {
    MerkleTree tree = evidence.tree();
    return new InclusionProof(
        evidence.leaf(index), index, tree.size(), tree.inclusion(index), signatures);
  }

  /**
   * Reads a proof.
   *
   * @throws governance.api.GovernanceException if it is none
   */
  public static InclusionProof read(Path file) {
    Document document = Document.read(file, KIND);
    document.expect(Document.FORMAT, FORMAT);
    Document leaf = document.object("leaf");
    List<SignedStatement> signatures = new ArrayList<>();
    document.objects("signatures").forEach(each -> signatures.add(SignedStatement.of(each)));
    return new InclusionProof(
        Tree.of(
            "file", leaf.text("file"),
            "sha256", leaf.text("sha256"),
            "bytes", leaf.number("bytes")),
        document.number("index"),
        document.number("size"),
        document.hashes("path"),
        signatures);
  }

  /** Returns the form that is written to a file. */
  public Map<String, Object> tree() {
    return Tree.of(
        Document.FORMAT,
        FORMAT,
        "leaf",
        leaf,
        "index",
        index,
        "size",
        size,
        "path",
        path.stream().map(Digests::hex).toList(),
        "signatures",
        signatures.stream().map(SignedStatement::file).toList());
  }

  /** Returns the path of the file in the run's folder. */
  public String file() {
    return leaf.get("file").toString();
  }

  /** Returns the signature that this key made, if it made one that the proof names. */
  public Optional<SignedStatement> by(VerifyingKey key) {
    return signatures.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /** Returns what is wrong with a file and a signature under this proof; empty when all holds. */
  public Optional<String> fault(Path file, SignedStatement signature) {
    boolean same =
        leaf.get("bytes").equals(EvidenceTree.size(file))
            && leaf.get("sha256").equals(Digests.of(file));
    if (!same) {
      return Optional.of("is not the file " + file() + " that the proof is about");
    }
    if (!signature.holds()) {
      return Optional.of("the signature does not hold: the statement was altered");
    }
    byte[] hash = MerkleTree.leaf(EvidenceTree.bytes(leaf));
    byte[] root;
    try {
      root = HexFormat.of().parseHex(signature.text("root"));
    } catch (IllegalArgumentException e) {
      return Optional.of("the signed root is none");
    }
    return size == signature.files() && MerkleProof.includes(index, size, hash, path, root)
        ? Optional.empty()
        : Optional.of("does not belong to the evidence that was signed: the proof does not hold");
  }
}
