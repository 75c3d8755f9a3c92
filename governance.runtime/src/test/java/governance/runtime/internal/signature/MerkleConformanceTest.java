package governance.runtime.internal.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees and proofs are those of RFC 6962; the cases are those of transparency-dev/merkle. */
class MerkleConformanceTest {
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] hex(JsonElement text) {
    return HEX.parseHex(text.getAsString());
  }

  private static List<byte[]> hashes(JsonElement list) {
    List<byte[]> all = new ArrayList<>();
    if (!list.isJsonNull()) {
      list.getAsJsonArray().forEach(each -> all.add(hex(each)));
    }
    return all;
  }

  private static List<String> texts(List<byte[]> hashes) {
    return hashes.stream().map(HEX::formatHex).toList();
  }

  private static List<String> texts(JsonElement list) {
    return texts(hashes(list));
  }

  private static MerkleTree tree(String name) {
    return MerkleTree.of(hashes(Cases.part(name, "inputs").get("leaves_hex")));
  }

  @Test
  void rootsOfGrowingTrees() {
    MerkleTree tree = tree("rfc6962.root_hashes_0_to_8");
    JsonArray roots =
        Cases.part("rfc6962.root_hashes_0_to_8", "expected").getAsJsonArray("roots_hex");
    assertEquals(9, roots.size());
    for (int size = 0; size < roots.size(); size++) {
      assertEquals(roots.get(size).getAsString(), HEX.formatHex(tree.root(size)));
    }
  }

  @Test
  void hashesOfLeavesAndNodes() {
    List<byte[]> leaves = hashes(Cases.part("rfc6962.leaf_hashes", "inputs").get("leaves_hex"));
    assertEquals(
        texts(Cases.part("rfc6962.leaf_hashes", "expected").get("leaf_hashes_hex")),
        texts(leaves.stream().map(MerkleTree::leaf).toList()));
    JsonObject given = Cases.part("rfc6962.hasher", "inputs");
    JsonObject expected = Cases.part("rfc6962.hasher", "expected");
    assertEquals(
        expected.get("leaf").getAsString(),
        HEX.formatHex(MerkleTree.leaf(ascii(given, "leaf_ascii"))));
    assertEquals(
        expected.get("empty_leaf").getAsString(), HEX.formatHex(MerkleTree.leaf(new byte[0])));
    assertEquals(
        expected.get("node").getAsString(),
        HEX.formatHex(
            MerkleTree.node(ascii(given, "node_left_ascii"), ascii(given, "node_right_ascii"))));
  }

  private static byte[] ascii(JsonObject given, String key) {
    return given.get(key).getAsString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void allPathsOfSevenLeaves() {
    MerkleTree tree = tree("rfc6962.all_paths_size7");
    JsonObject expected = Cases.part("rfc6962.all_paths_size7", "expected");
    JsonArray paths = expected.getAsJsonArray("paths");
    for (int i = 0; i < tree.size(); i++) {
      assertEquals(texts(paths.get(i)), texts(tree.inclusion(i)), "leaf " + i);
    }
    for (int first = 1; first <= tree.size(); first++) {
      JsonElement proof = expected.getAsJsonObject("consistency").get(first + "->7");
      assertEquals(texts(proof), texts(tree.consistency(first)), "from " + first);
    }
  }

  @Test
  void publishedConsistencyProofsHold() {
    JsonArray cases =
        Cases.part("rfc6962.consistency_proofs_valid", "inputs").getAsJsonArray("cases");
    assertEquals(6, cases.size());
    cases.forEach(each -> assertTrue(continues(each.getAsJsonObject()), each.toString()));
  }

  @Test
  void forgedProofsDoNot() {
    JsonArray cases = Cases.part("rfc6962.proofs_that_must_fail", "inputs").getAsJsonArray("cases");
    assertEquals(55, cases.size());
    for (JsonElement each : cases) {
      JsonObject forged = each.getAsJsonObject();
      boolean inclusion = forged.get("kind").getAsString().equals("inclusion");
      assertFalse(inclusion ? includes(forged) : continues(forged), forged.toString());
    }
  }

  private static boolean continues(JsonObject given) {
    return MerkleProof.continues(
        number(given, "size1"),
        number(given, "size2"),
        hex(given.get("root1")),
        hex(given.get("root2")),
        hashes(given.get("proof")));
  }

  private static boolean includes(JsonObject given) {
    return MerkleProof.includes(
        number(given, "leafIdx"),
        number(given, "treeSize"),
        hex(given.get("leafHash")),
        hashes(given.get("proof")),
        hex(given.get("root")));
  }

  /** Numbers of the cases are unsigned: the largest is one below 0 here. */
  private static long number(JsonObject given, String key) {
    return given.get(key).getAsBigInteger().longValue();
  }

  /** What is made is what is accepted, and nothing else is, for all sizes up to 33. */
  @Test
  void whatIsMadeIsAccepted() {
    List<byte[]> entries = new ArrayList<>();
    for (int size = 1; size <= 33; size++) {
      entries.add(("entry " + size).getBytes(StandardCharsets.US_ASCII));
      MerkleTree tree = MerkleTree.of(entries);
      for (int i = 0; i < size; i++) {
        byte[] leaf = MerkleTree.leaf(entries.get(i));
        assertTrue(MerkleProof.includes(i, size, leaf, tree.inclusion(i), tree.root()));
        byte[] other = MerkleTree.leaf(new byte[] {1});
        assertFalse(MerkleProof.includes(i, size, other, tree.inclusion(i), tree.root()));
      }
      for (int first = 1; first <= size; first++) {
        byte[] older = tree.root(first);
        List<byte[]> proof = tree.consistency(first);
        assertTrue(MerkleProof.continues(first, size, older, tree.root(), proof));
        byte[] wrong = MerkleTree.leaf(older);
        assertFalse(MerkleProof.continues(first, size, wrong, tree.root(), proof));
      }
    }
  }
}
