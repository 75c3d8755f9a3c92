package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The signatures of a run: one file for each key, in a folder that no manifest names. */
public final class RunSignatures {
  /** Its name in the run's folder. */
  public static final String FOLDER = "signatures";

  private static final int NAME = 16;

  private final Path run;

  /** Of a run's folder. */
  public RunSignatures(Path run) {
    this.run = run;
  }

  /**
   * A file of the folder.
   *
   * @param file its path in the run's folder
   * @param signature what it holds, if it can be read
   * @param fault what is wrong with it; empty if it is a signature of this evidence
   */
  public record Checked(String file, Optional<SignedStatement> signature, Optional<String> fault) {}

  /** Returns the names of all files, sorted. */
  public List<String> files() {
    Path folder = run.resolve(FOLDER);
    try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return all.filter(f -> !Files.isDirectory(f))
          .filter(f -> !f.getFileName().toString().startsWith(".")) // of a write that was killed
          .map(f -> run.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks each file. */
  public List<Checked> check(EvidenceTree evidence) {
    List<Checked> checked = new ArrayList<>();
    for (String file : files()) {
      try {
        SignedStatement signature = SignedStatement.read(run.resolve(file));
        checked.add(new Checked(file, Optional.of(signature), signature.fault(evidence)));
      } catch (GovernanceException e) {
        String got = e.problems().get(0).got();
        checked.add(new Checked(file, Optional.empty(), Optional.of("is no signature: " + got)));
      }
    }
    return checked;
  }

  /** Returns those that hold for this evidence. */
  public List<SignedStatement> holding(EvidenceTree evidence) {
    return check(evidence).stream()
        .filter(c -> c.fault().isEmpty())
        .flatMap(c -> c.signature().stream())
        .toList();
  }

  /**
   * Adds a signature.
   *
   * @return its file
   * @throws GovernanceException if the key has signed already, or it cannot be written
   */
  public Path add(SignedStatement signature) {
    String name = signature.key().fingerprint().substring(0, NAME) + ".json";
    Path file = run.resolve(FOLDER).resolve(name);
    if (Files.exists(file)) {
      throw GovernanceException.spec(
          file.toString(),
          "this key has signed the run already",
          "one signature of each key",
          "To sign anew, take that file away first");
    }
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
    Storage.replaceText(file, Json.pretty(signature.file()));
    return file;
  }
}
