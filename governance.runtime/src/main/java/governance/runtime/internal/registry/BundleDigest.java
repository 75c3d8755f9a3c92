package governance.runtime.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/**
 * SHA-256 over the content of a bundle: for each file in the order of the names, the name, a zero
 * byte, the length as text, a zero byte and the bytes. Does not depend on how and when the jar was
 * packed.
 */
final class BundleDigest {
  private final OfBundles<String> known = new OfBundles<>(BundleDigest::digest);

  /** Returns the digest; computed again after the bundle was updated. */
  String of(Bundle bundle) {
    return known.of(bundle);
  }

  private static String digest(Bundle bundle) {
    Map<String, URL> files = new TreeMap<>();
    collect(bundle, "/", files);
    return digest(
        files,
        url -> {
          try (InputStream in = url.openStream()) {
            return in.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  static <T> String digest(Map<String, T> files, Function<T, byte[]> content) {
    MessageDigest sha256 = sha256();
    for (Map.Entry<String, T> file : new TreeMap<>(files).entrySet()) {
      byte[] bytes = content.apply(file.getValue());
      sha256.update((file.getKey() + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void collect(Bundle bundle, String folder, Map<String, URL> files) {
    Enumeration<String> paths = bundle.getEntryPaths(folder);
    for (String path : paths == null ? Collections.<String>emptyList() : Collections.list(paths)) {
      if (path.endsWith("/")) {
        collect(bundle, path, files);
      } else {
        files.put(path, bundle.getEntry(path));
      }
    }
  }
}
