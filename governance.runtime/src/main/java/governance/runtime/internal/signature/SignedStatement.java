package governance.runtime.internal.signature;

import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a run, and the signature over the canonical JSON (RFC 8785) of it.
 *
 * @param tree the statement
 * @param signature 64 bytes, not checked yet
 * @param key the key that the statement names
 */
public record SignedStatement(Map<String, Object> tree, byte[] signature, VerifyingKey key) {
  private static final String FORMAT = "governance-run-signature/1";
  private static final String KIND = "a signature that governance sign has written";

  /**
   * Signs.
   *
   * @param role what the signer is to the run, if it is said
   * @param comment what the signer says, if anything
   */
  public static SignedStatement sign(
      EvidenceTree evidence,
      SigningKey by,
      Optional<String> role,
      Optional<String> comment,
      Instant time) {
    Map<String, Object> tree = Tree.of(Document.FORMAT, FORMAT);
    tree.putAll(evidence.statement());
    role.ifPresent(r -> tree.put("role", r));
    comment.ifPresent(c -> tree.put("comment", c));
    tree.put("time", time.toString());
    tree.put("publicKey", by.verifying().text());
    return new SignedStatement(tree, by.sign(bytes(tree)), by.verifying());
  }

  private static byte[] bytes(Map<String, Object> tree) {
    return Json.canonical(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws governance.api.GovernanceException if it is none of a signature
   */
  static SignedStatement read(Path file) {
    return of(Document.read(file, KIND));
  }

  static SignedStatement of(Document document) {
    Document statement = document.object("statement");
    statement.expect(Document.FORMAT, FORMAT);
    statement.number("files");
    for (String text : new String[] {"run", "verdict", "eventsHead", "root", "time"}) {
      statement.text(text);
    }
    for (String text : new String[] {"role", "comment"}) {
      if (statement.has(text)) {
        statement.text(text);
      }
    }
    byte[] key = base64(statement, "publicKey");
    try {
      return new SignedStatement(
          statement.tree(), base64(document, "signature"), VerifyingKey.of(key));
    } catch (GeneralSecurityException e) {
      throw statement.wrong("publicKey");
    }
  }

  private static byte[] base64(Document document, String name) {
    try {
      return Base64.getDecoder().decode(document.text(name));
    } catch (IllegalArgumentException e) {
      throw document.wrong(name);
    }
  }

  /** Returns the form that is written to a file. */
  Map<String, Object> file() {
    return Tree.of("statement", tree, "signature", Base64.getEncoder().encodeToString(signature));
  }

  /** Returns whether the key that the statement names has signed it. */
  public boolean holds() {
    return key.verifies(bytes(tree), signature);
  }

  /** Returns what is wrong with it as a signature of this evidence, in words. */
  public Optional<String> fault(EvidenceTree evidence) {
    if (!holds()) {
      return Optional.of("the statement was altered, or signed by another key than it names");
    }
    if (!evidence.run().equals(text("run"))) {
      return Optional.of("is of the run " + text("run") + " and not of this one");
    }
    return evidence.statement().entrySet().stream()
        .filter(e -> !e.getValue().equals(tree.get(e.getKey())))
        .findFirst()
        .map(
            e ->
                "is of other evidence: "
                    + e.getKey()
                    + " was "
                    + tree.get(e.getKey())
                    + " when it was signed and is "
                    + e.getValue());
  }

  /**
   * Returns a text of the statement, without what would steer a terminal; empty where it has none.
   */
  public String text(String name) {
    Object value = tree.get(name);
    return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}+", " ");
  }

  long files() {
    return (Long) tree.get("files");
  }

  /** Returns who signed as what and when, for readers. */
  public String words() {
    String role = text("role").isEmpty() ? "" : "as " + text("role") + " ";
    String comment = text("comment").isEmpty() ? "" : ": " + text("comment");
    return role + "at " + text("time") + " by key " + key.fingerprint() + comment;
  }

  /** Returns what is told with --json. */
  public Map<String, Object> summary() {
    Map<String, Object> all = new LinkedHashMap<>(tree);
    all.put("key", key.fingerprint());
    return all;
  }
}
