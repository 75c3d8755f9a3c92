package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.plan.DatasetDefinition.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The folder that public data sets lie in: named by {@code GOVERNANCE_DATA} or {@code
 * governance.data}.
 */
public final class DataDirectory {
  private final Optional<Path> folder;

  /** Uses a folder; an empty one when none is set. */
  public DataDirectory(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Returns the folder that is set. */
  public Optional<Path> folder() {
    return folder;
  }

  /** Returns whether every file of a data set is there; digests are not checked. */
  public boolean holds(DatasetDefinition dataset) {
    return dataset.files().stream()
        .allMatch(file -> folder.map(f -> Files.isReadable(f.resolve(file.path()))).orElse(false));
  }

  /** Returns the checked files of a data set; what is wrong is added to {@code problems}. */
  List<Part> locate(DatasetDefinition dataset, List<Problem> problems) {
    String subject = "data set " + dataset.name();
    if (folder.isEmpty()) {
      wrong(problems, subject, "the data directory is not set", wanted(dataset), put(dataset));
      return List.of();
    }
    if (!Files.isDirectory(folder.get())) {
      String got = "the data directory " + folder.get() + " is missing";
      wrong(problems, subject, got, wanted(dataset), put(dataset));
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (DataFile file : dataset.files()) {
      Path path = folder.get().resolve(file.path());
      if (check(dataset, file, path, problems)) {
        parts.add(new Part(Optional.of(path), file.split(), Optional.of(file.sha256())));
      }
    }
    return parts;
  }

  private static boolean check(
      DatasetDefinition dataset, DataFile file, Path path, List<Problem> problems) {
    String from = dataset.source().isEmpty() ? "its source" : dataset.source();
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      String got = Files.exists(path) ? "cannot be read" : "is missing";
      String advice = "Get it from " + from + " and put it there";
      wrong(problems, path.toString(), got, "the file of data set " + dataset.name(), advice);
      return false;
    }
    try {
      String digest = digest(path);
      if (digest.equals(file.sha256())) {
        return true;
      }
      String advice = "Replace it by the file from " + from + ", or name yours with --data FILE";
      wrong(problems, path.toString(), "has SHA-256 " + digest, file.sha256(), advice);
    } catch (IOException e) {
      wrong(problems, path.toString(), "cannot be read: " + e, "", "");
    }
    return false;
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String wanted(DatasetDefinition dataset) {
    List<String> paths = dataset.files().stream().map(DataFile::path).toList();
    return "a folder that holds " + String.join(", ", paths);
  }

  private static String put(DatasetDefinition dataset) {
    String from = dataset.source().isEmpty() ? "" : " from " + dataset.source();
    return "Put the files" + from + " there and set GOVERNANCE_DATA to the folder";
  }

  private static void wrong(
      List<Problem> problems, String subject, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_DATA, subject, got, allowed, advice));
  }
}
