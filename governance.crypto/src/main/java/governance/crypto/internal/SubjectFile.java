package governance.crypto.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of subjects, as it stands in {@code subjects.enc} before encryption: a key by which
 * pseudonyms are made, a random key for each pseudonym, and the ids of keys that were destroyed. A
 * pseudonym is HMAC-SHA256 of the subject's name.
 */
final class SubjectFile {
  private static final int FORMAT = 1;
  private static final int ID = 8;
  private static final int PSEUDONYM = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] secret;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Set<String> destroyed = new LinkedHashSet<>();

  /** A key with its id. */
  record Entry(String id, byte[] key) {
    ValueKey open() {
      return new ValueKey(id, key);
    }
  }

  /** Begins with nobody. */
  SubjectFile() {
    this.secret = random(Ciphers.KEY);
  }

  private SubjectFile(byte[] secret) {
    this.secret = secret;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private String pseudonym(String subject) {
    return HEX.formatHex(Ciphers.code(secret, Ciphers.bytes(subject)));
  }

  Optional<Entry> find(String subject) {
    return Optional.ofNullable(entries.get(pseudonym(subject)));
  }

  /** Returns a subject's key and makes one where there is none. */
  Entry add(String subject) {
    return entries.computeIfAbsent(
        pseudonym(subject), p -> new Entry(HEX.formatHex(random(ID)), random(Ciphers.KEY)));
  }

  Optional<String> shred(String subject) {
    Entry gone = entries.remove(pseudonym(subject));
    if (gone != null) {
      destroyed.add(gone.id());
    }
    return Optional.ofNullable(gone).map(Entry::id);
  }

  Map<String, Entry> byId() {
    Map<String, Entry> all = new TreeMap<>();
    entries.values().forEach(e -> all.put(e.id(), e));
    return all;
  }

  int size() {
    return entries.size();
  }

  Set<String> destroyed() {
    return destroyed;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.write(secret);
      out.writeInt(entries.size());
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        out.write(HEX.parseHex(entry.getKey()));
        out.write(HEX.parseHex(entry.getValue().id()));
        out.write(entry.getValue().key());
      }
      out.writeInt(destroyed.size());
      for (String id : destroyed) {
        out.write(HEX.parseHex(id));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static SubjectFile of(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readInt();
      if (format != FORMAT) {
        throw new IOException("format " + format + ", expected " + FORMAT);
      }
      SubjectFile file = new SubjectFile(in.readNBytes(Ciphers.KEY));
      for (int n = in.readInt(); n > 0; n--) {
        String pseudonym = HEX.formatHex(in.readNBytes(PSEUDONYM));
        String id = HEX.formatHex(in.readNBytes(ID));
        file.entries.put(pseudonym, new Entry(id, in.readNBytes(Ciphers.KEY)));
      }
      for (int n = in.readInt(); n > 0; n--) {
        file.destroyed.add(HEX.formatHex(in.readNBytes(ID)));
      }
      return file;
    }
  }
}
