package governance.admission.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Verifies a signed jar as the JDK does, and more strictly: every file must be signed, by one
 * signer at least who signed them all, and no file that the manifest lists may be missing.
 */
final class JarSignature {
  private static final String FOLDER = "META-INF/";
  private static final int BUFFER = 1 << 16;

  private JarSignature() {}

  static Signature of(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      return verified(jar);
    } catch (SecurityException e) {
      return Signature.tampered("is not what was signed: " + e.getMessage());
    }
  }

  private static Signature verified(JarFile jar) throws IOException {
    List<JarEntry> entries = jar.stream().filter(e -> !e.isDirectory()).toList();
    boolean attempted = entries.stream().anyMatch(e -> isSignatureFile(e.getName()));
    Manifest manifest = jar.getManifest();
    if (!attempted || manifest == null) {
      return Signature.unsigned("is not signed");
    }
    for (String listed : manifest.getEntries().keySet()) {
      if (!listed.endsWith("/") && jar.getEntry(listed) == null) {
        return Signature.tampered(listed + " was signed and is missing");
      }
    }
    Set<CodeSigner> all = null;
    for (JarEntry entry : entries) {
      read(jar, entry);
      if (!isPartOfSigning(entry.getName())) {
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
          return unproven(manifest, entry.getName());
        }
        all = all == null ? new HashSet<>(List.of(signers)) : all;
        all.retainAll(List.of(signers));
      }
    }
    return all == null || all.isEmpty()
        ? Signature.unsigned("nobody signed all of it")
        : Signature.by(all);
  }

  private static Signature unproven(Manifest manifest, String name) {
    return manifest.getAttributes(name) == null
        ? Signature.tampered(name + " was added after signing")
        : Signature.tampered(
            "the signature of " + name + " does not hold, or is of a kind that this Java refuses");
  }

  /** Only what was read to its end is verified. */
  private static void read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // the JDK compares digests
      }
    }
  }

  private static boolean isSignatureFile(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return inFolder(upper) && upper.endsWith(".SF");
  }

  /** The files that cannot be signed, because they are the signature. */
  private static boolean isPartOfSigning(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return inFolder(upper)
        && (upper.equals(JarFile.MANIFEST_NAME) || upper.matches(".*\\.(SF|RSA|DSA|EC)"));
  }

  private static boolean inFolder(String upper) {
    return upper.startsWith(FOLDER) && upper.indexOf('/', FOLDER.length()) < 0;
  }
}
