package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a log had grown: size and root of the Merkle tree over its lines, and the proof that it
 * had grown out of an older one, which needs no line of it.
 *
 * @param log which log, such as {@code access}
 * @param size number of lines
 * @param root 32 bytes
 * @param since the older head that this one continues, if it was made for one
 * @param signature by whom it is signed, if it is
 */
public record LogHead(
    String log, long size, byte[] root, Optional<Since> since, Optional<HeadSignature> signature) {
  private static final String FORMAT = "governance-log-head/1";
  private static final String KIND = "a head of a log that was written with --head";

  /**
   * An older head.
   *
   * @param size number of lines
   * @param root 32 bytes
   * @param proof the consistency proof from it
   */
  public record Since(long size, byte[] root, List<byte[]> proof) {}

  /**
   * Makes the head of a log.
   *
   * @param lines its lines
   * @param older a head of it that was kept, if there is one
   * @throws GovernanceException if it is empty or altered, or the older head is one of another log
   */
  public static LogHead of(String log, List<String> lines, Optional<LogHead> older) {
    String subject = log + " log";
    List<String> wrong = EventChain.check(lines);
    if (!wrong.isEmpty()) {
      throw GovernanceException.data(
          subject, "was altered: " + wrong.get(0), "the log as it was written", "Restore a copy");
    }
    if (lines.isEmpty()) {
      throw GovernanceException.data(
          subject, "has no entry yet", "at least one", "Come back when there is one");
    }
    older.ifPresent(
        o -> {
          if (!o.log.equals(log)) {
            throw GovernanceException.spec(
                "--since", "is a head of the " + o.log + " log", "one of the " + subject, "");
          }
        });
    MerkleTree tree =
        MerkleTree.of(lines.stream().map(l -> l.getBytes(StandardCharsets.UTF_8)).toList());
    Optional<Since> since =
        older
            .filter(o -> o.in(tree))
            .map(o -> new Since(o.size, o.root, tree.consistency((int) o.size)));
    return new LogHead(log, tree.size(), tree.root(), since, Optional.empty());
  }

  private boolean in(MerkleTree tree) {
    return size >= 1 && size <= tree.size() && Arrays.equals(root, tree.root((int) size));
  }

  /**
   * Reads a head.
   *
   * @throws GovernanceException if it is none
   */
  public static LogHead read(Path file) {
    Document document = Document.read(file, KIND);
    document.expect(Document.FORMAT, FORMAT);
    Optional<Since> since = Optional.empty();
    if (document.has("since")) {
      Document older = document.object("since");
      since =
          Optional.of(new Since(older.number("size"), older.hash("root"), older.hashes("proof")));
    }
    Optional<HeadSignature> signature =
        document.has(HeadSignature.KEY)
            ? Optional.of(HeadSignature.of(document.object(HeadSignature.KEY)))
            : Optional.empty();
    return new LogHead(
        document.text("log"), document.number("size"), document.hash("root"), since, signature);
  }

  /** Returns the form that is written to a file. */
  public Map<String, Object> tree() {
    Map<String, Object> tree =
        Tree.of(Document.FORMAT, FORMAT, "log", log, "size", size, "root", Digests.hex(root));
    since.ifPresent(
        s ->
            tree.put(
                "since",
                Tree.of(
                    "size", s.size,
                    "root", Digests.hex(s.root),
                    "proof", s.proof.stream().map(Digests::hex).toList())));
    signature.ifPresent(s -> tree.put(HeadSignature.KEY, s.tree()));
    return tree;
  }

  /** What a signature is over: which log, how long, and its root. */
  private byte[] statement() {
    return String.join("\n", FORMAT, log, Long.toString(size), Digests.hex(root))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the same head, signed. */
  public LogHead signed(SigningKey by) {
    return new LogHead(log, size, root, since, Optional.of(HeadSignature.made(by, statement())));
  }

  /**
   * Returns what is wrong with the signature; empty when it holds, or when there is none and none
   * is wanted.
   *
   * @param wanted whose it must be, if that matters
   */
  public Optional<String> unsigned(Optional<VerifyingKey> wanted) {
    if (signature.isEmpty()) {
      return wanted.map(key -> "is not signed");
    }
    HeadSignature own = signature.get();
    if (!own.holds(statement())) {
      return Optional.of("has a signature that does not hold: it was altered");
    }
    return wanted
        .filter(key -> !key.equals(own.key()))
        .map(key -> "is signed by another key, " + own.key().fingerprint());
  }

  /** Returns what is wrong if this head is to continue an older one; empty when it does. */
  public Optional<String> fault(LogHead older) {
    if (!log.equals(older.log)) {
      return Optional.of("one is of the " + older.log + " log, the other of the " + log + " log");
    }
    if (since.isEmpty()) {
      return Optional.of("the newer head has no proof: it was written without --since");
    }
    Since from = since.get();
    if (from.size != older.size || !Arrays.equals(from.root, older.root)) {
      return Optional.of(
          "the newer head proves that it continues another head, of " + from.size + " entries");
    }
    return MerkleProof.continues(older.size, size, older.root, root, from.proof)
        ? Optional.empty()
        : Optional.of("the proof does not hold: entries were changed, taken out or put in");
  }
}
