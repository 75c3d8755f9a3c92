package governance.runtime.internal.signature;

import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The evidence of a sealed run as a Merkle tree: a leaf for each file that the manifest names, for
 * the manifest and for the log of events, sorted by path (UTF-16 units). A leaf is the canonical
 * JSON of path, SHA-256 and size, so that one file can be proved without the others.
 */
public final class EvidenceTree {
  private static final List<String> BESIDES = List.of("events.jsonl", "manifest.json");

  private final String run;
  private final String eventsHead;
  private final String verdict;
  private final List<Map<String, Object>> leaves = new ArrayList<>();
  private final MerkleTree tree;

  /**
   * Reads the folder of a run that is as it was sealed.
   *
   * @param check the check of it, which found no fault of log and seal
   */
  public EvidenceTree(Path folder, EvidenceCheck check) {
    run = JsonReader.file(folder.resolve("status.json")).get("run").toString();
    eventsHead = check.head();
    verdict = check.verdict();
    Map<String, Map<String, Object>> all = new TreeMap<>();
    JsonReader.file(folder.resolve("manifest.json"))
        .forEach(
            (name, entry) -> {
              Map<?, ?> stated = (Map<?, ?>) entry;
              all.put(name, leaf(name, stated.get("sha256"), stated.get("bytes")));
            });
    for (String name : BESIDES) {
      Path file = folder.resolve(name);
      all.put(name, leaf(name, Digests.of(file), size(file)));
    }
    leaves.addAll(all.values());
    tree = MerkleTree.of(leaves.stream().map(EvidenceTree::bytes).toList());
  }

  private static Map<String, Object> leaf(String file, Object sha256, Object bytes) {
    return Tree.of("file", file, "sha256", sha256, "bytes", bytes);
  }

  static byte[] bytes(Map<String, Object> leaf) {
    return Json.canonical(leaf).getBytes(StandardCharsets.UTF_8);
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the run's id. */
  public String run() {
    return run;
  }

  /** Returns the files, in the order of the leaves. */
  public List<String> files() {
    return leaves.stream().map(leaf -> leaf.get("file").toString()).toList();
  }

  Map<String, Object> leaf(int index) {
    return leaves.get(index);
  }

  MerkleTree tree() {
    return tree;
  }

  /** Returns what a signature states of the evidence. */
  Map<String, Object> statement() {
    return Tree.of(
        "run", run,
        "verdict", verdict,
        "eventsHead", eventsHead,
        "files", (long) tree.size(),
        "root", Digests.hex(tree.root()));
  }
}
