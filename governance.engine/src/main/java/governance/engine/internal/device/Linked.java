package governance.engine.internal.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;

/** A folder of links to files that lie elsewhere. */
final class Linked {
  private Linked() {}

  /** Returns a name that tells the folders of two libraries of the same version apart. */
  static String name(Path folder) {
    byte[] text = folder.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString().substring(0, 8);
  }

  /** Makes the links that are not there yet; several processes may do so at once. */
  static Path folder(Path folder, Map<String, Path> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path link = folder.resolve(file.getKey());
      Path target = file.getValue().toRealPath();
      if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(target)) {
        Path made = folder.resolve(file.getKey() + "." + UUID.randomUUID());
        Files.createSymbolicLink(made, target);
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return folder;
  }
}
