package governance.admission.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Verifies what the framework will load: the content is read from the installed bundle, not from
 * the file it was installed from, which may have changed since.
 */
final class BundleSignature {
  private final BundleContext context;

  BundleSignature(BundleContext context) {
    this.context = context;
  }

  Signature of(Bundle bundle) {
    Path copy = null;
    try {
      copy = Files.createTempFile(context.getDataFile("").toPath(), "signed", ".jar");
      write(bundle, copy);
      return JarSignature.of(copy);
    } catch (IOException e) {
      return Signature.tampered("cannot be read: " + e.getMessage());
    } finally {
      delete(copy);
    }
  }

  private static void write(Bundle bundle, Path file) throws IOException {
    List<String> names = new ArrayList<>();
    collect(bundle, "/", names);
    // Jars begin with their manifest.
    names.sort(
        (a, b) ->
            Boolean.compare(b.equals(JarFile.MANIFEST_NAME), a.equals(JarFile.MANIFEST_NAME)));
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        try (InputStream in = bundle.getEntry(name).openStream()) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
  }

  private static void collect(Bundle bundle, String folder, List<String> names) {
    Enumeration<String> paths = bundle.getEntryPaths(folder);
    for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
      if (path.endsWith("/")) {
        collect(bundle, path, names);
      } else {
        names.add(path);
      }
    }
  }

  private static void delete(Path copy) {
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      copy.toFile().deleteOnExit();
    }
  }
}
