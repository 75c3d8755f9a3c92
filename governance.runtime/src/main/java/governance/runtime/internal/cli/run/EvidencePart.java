package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a run that belong to one part of the evidence. */
final class EvidencePart {
  private final Path run;
  private final Part part;

  EvidencePart(Path run, Part part) {
    this.run = run;
    this.part = part;
  }

  /**
   * Returns a part by its name.
   *
   * @throws GovernanceException if there is none of that name
   */
  static Part named(String name) {
    return Part.of(name)
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    "--part",
                    "got \"" + name + "\"",
                    String.join(", ", Part.names()),
                    Suggestion.advice(name, Part.names(), "")));
  }

  /** Prints each file after a line with its name; of binary files digest and size. */
  void print(PrintStream out) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(run)) {
      files = all.filter(Files::isRegularFile).filter(this::belongs).sorted().toList();
    }
    if (files.isEmpty()) {
      throw GovernanceException.spec(
          "run " + run.getFileName(), "has no files of the part " + part.written(), "", "");
    }
    for (Path file : files) {
      out.println("==> " + name(file) + " <==");
      if (part == Part.MODEL) {
        out.println(Digests.of(file) + "  " + Files.size(file) + " bytes");
      } else {
        out.flush();
        try (InputStream in = StoredFiles.open(run.resolve(EvidenceFiles.plain(name(file))))) {
          in.transferTo(out);
        }
        out.println();
      }
    }
  }

  private boolean belongs(Path file) {
    String name = name(file);
    return !name.startsWith(".") && Part.ofFile(name) == part;
  }

  private String name(Path file) {
    return run.relativize(file).toString().replace('\\', '/');
  }
}
