package governance.engine.internal.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/**
 * A jar with the content of a bundle, for another process: a container such as Karaf keeps bundles
 * where no class path can name them. What its fragments bring is left out.
 */
final class BundleCopy {
  private BundleCopy() {}

  /** Writes the jar to a folder, unless it is there, and returns it. */
  static Path of(Bundle bundle, Path folder) throws IOException {
    Path jar = folder.resolve("bundle-" + bundle.getBundleId() + ".jar");
    if (Files.exists(jar)) {
      return jar;
    }
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      copy(bundle, "/", zip);
    }
    return jar;
  }

  private static void copy(Bundle bundle, String path, ZipOutputStream zip) throws IOException {
    Enumeration<String> paths = bundle.getEntryPaths(path);
    for (String each : paths == null ? Collections.<String>emptyList() : Collections.list(paths)) {
      URL entry = each.endsWith("/") ? null : bundle.getEntry(each);
      if (entry == null) {
        copy(bundle, each, zip);
        continue;
      }
      zip.putNextEntry(new ZipEntry(each.replaceFirst("^/", "")));
      try (InputStream in = entry.openStream()) {
        in.transferTo(zip);
      }
    }
  }
}
