package governance.runtime.internal.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hash chain of the event log: hᵢ = SHA-256(hᵢ₋₁ ‖ entryᵢ), h₀ = 32 zero bytes, where entryᵢ is
 * the canonical JSON (RFC 8785) of the line without its member {@code hash}. A change, removal or
 * insertion anywhere breaks every hash after it.
 */
public final class EventChain {
  private static final int LENGTH = 32;

  private byte[] last = new byte[LENGTH];
  private long size;

  /** Returns a chain that goes on from the same entry. */
  EventChain copy() {
    EventChain copy = new EventChain();
    copy.last = last;
    copy.size = size;
    return copy;
  }

  /** Returns a chain that goes on after an entry whose hash is known. */
  static EventChain after(String head, long size) {
    EventChain chain = new EventChain();
    chain.last = HexFormat.of().parseHex(head);
    chain.size = size;
    return chain;
  }

  /** Chains an entry under the next number and returns its line, without the newline. */
  String line(Map<String, Object> entry) {
    entry.put("seq", size);
    String canonical = Json.canonical(entry);
    return line(canonical, add(canonical));
  }

  private static String line(String canonical, String hash) {
    return canonical.substring(0, canonical.length() - 1) + ",\"hash\":\"" + hash + "\"}";
  }

  /** Chains one entry and returns its hash. */
  String add(String entry) {
    MessageDigest digest = Digests.sha256();
    digest.update(last);
    last = digest.digest(entry.getBytes(StandardCharsets.UTF_8));
    size++;
    return Digests.hex(last);
  }

  /** Returns the number of entries. */
  public long size() {
    return size;
  }

  /** Returns the hash of the last entry. */
  public String head() {
    return HexFormat.of().formatHex(last);
  }

  /**
   * Checks the lines of a log.
   *
   * @return what is wrong with it, by line; empty when the chain holds
   */
  public static List<String> check(List<String> lines) {
    List<String> wrong = new ArrayList<>();
    EventChain chain = new EventChain();
    for (int i = 0; i < lines.size() && wrong.isEmpty(); i++) {
      String fault = chain.follow(lines.get(i));
      if (fault != null) {
        wrong.add("line " + (i + 1) + ": " + fault);
      }
    }
    return wrong;
  }

  /** Takes the next line of a log; returns what is wrong with it or null. */
  String follow(String line) {
    Map<String, Object> entry;
    try {
      entry = new LinkedHashMap<>(JsonReader.object(line));
    } catch (RuntimeException e) {
      return "is no JSON object";
    }
    Object stated = entry.remove("hash");
    Object number = entry.get("seq");
    if (!Long.valueOf(size).equals(number)) {
      return "has number " + number + ", expected " + size;
    }
    String canonical = Json.canonical(entry);
    String hash = add(canonical);
    if (!hash.equals(stated)) {
      return "its hash does not follow from its content and the line before";
    }
    // a name that stands twice, or a space, would show other readers another entry
    return line.equals(line(canonical, hash)) ? null : "is not in the form in which it was written";
  }
}
