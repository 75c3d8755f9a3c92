package governance.engine.internal.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look like a libtorch, without any library in them. */
final class TorchFiles {
  private TorchFiles() {}

  /** Makes a folder as Python's package has it. */
  static Path wheel(Path parent, String version, String cuda) throws IOException {
    Path torch = folder(parent.resolve("torch"), cuda != null);
    String file = "__version__ = '%s'%ncuda: Optional[str] = %s%n";
    Files.writeString(
        torch.resolve("version.py"),
        file.formatted(version, cuda == null ? "None" : "'" + cuda + "'"));
    return torch;
  }

  /** Makes a folder as the published archive has it. */
  static Path archive(Path parent, String version, boolean cuda) throws IOException {
    Path torch = folder(parent.resolve("libtorch"), cuda);
    Files.writeString(torch.resolve("build-version"), version + "\n");
    return torch;
  }

  /** Makes a folder that tells nothing. */
  static Path folder(Path torch, boolean cuda) throws IOException {
    Path lib = Files.createDirectories(torch.resolve("lib"));
    Files.writeString(lib.resolve("libtorch.so"), "");
    if (cuda) {
      Files.writeString(lib.resolve("libtorch_cuda.so"), "");
    }
    return torch;
  }
}
