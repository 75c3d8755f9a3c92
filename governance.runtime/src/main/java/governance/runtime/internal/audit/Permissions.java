package governance.runtime.internal.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Files below a folder that others than their owner can read or change. */
final class Permissions {
  private static final Set<PosixFilePermission> WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path folder;
  private final List<Path> writable = new ArrayList<>();
  private final List<Path> readable = new ArrayList<>();

  private Permissions(Path folder) {
    this.folder = folder;
  }

  static boolean known(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Looks at a file or at all below a folder. What lies below a folder that others may not enter
   * counts as closed.
   *
   * @param wanted which files' readers are of interest
   */
  static Permissions of(Path folder, Predicate<Path> wanted) throws IOException {
    return of(folder, wanted, Optional.empty());
  }

  /** Looks at all but a folder that another check looks at. */
  static Permissions of(Path folder, Predicate<Path> wanted, Optional<Path> but)
      throws IOException {
    Permissions found = new Permissions(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (but.filter(path::equals).isPresent()) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            found.look(path, permissions, false);
            boolean closed =
                !permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                    && !permissions.contains(PosixFilePermission.GROUP_EXECUTE);
            return closed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            found.look(path, Files.getPosixFilePermissions(path), wanted.test(path));
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private void look(Path path, Set<PosixFilePermission> permissions, boolean interesting) {
    if (permissions.stream().anyMatch(WRITE::contains)) {
      writable.add(path);
    }
    if (interesting && permissions.contains(PosixFilePermission.OTHERS_READ)) {
      readable.add(path);
    }
  }

  List<Path> writable() {
    return writable;
  }

  List<Path> readable() {
    return readable;
  }

  /** Names the first of some files and counts the others. */
  String text(List<Path> files) {
    Path first = files.get(0);
    String name = first.equals(folder) ? "the folder itself" : "" + folder.relativize(first);
    return files.size() == 1 ? name : name + " and " + (files.size() - 1) + " more";
  }
}
