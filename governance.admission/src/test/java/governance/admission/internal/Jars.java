package governance.admission.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars whose entries tests choose and change. */
final class Jars {
  static final String MANIFEST = "META-INF/MANIFEST.MF";

  private Jars() {}

  static Path plugin(Path folder) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(MANIFEST, "Manifest-Version: 1.0\r\nBundle-SymbolicName: acme\r\n\r\n");
    entries.put("acme/One.class", "one");
    entries.put("acme/Two.class", "two");
    entries.put("META-INF/services/acme", "three");
    return write(folder.resolve("plugin.jar"), entries);
  }

  static Path write(Path file, Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
      }
    }
    return file;
  }

  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return entries;
  }
}
