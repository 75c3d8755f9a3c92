package governance.runtime.internal.vault;

import governance.api.GovernanceException;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.StoredFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a run in which something is encrypted, read as a whole. */
public final class SealedFiles {
  private final Path folder;
  private final RunVault vault;
  private long files;
  private long rows;
  private long shredded;

  /**
   * Takes the files of a run.
   *
   * @param folder the run's folder
   * @param vault its keys
   */
  public SealedFiles(Path folder, RunVault vault) {
    this.folder = folder.toAbsolutePath().normalize();
    this.vault = vault;
  }

  /** Returns the names of all files that are encrypted or hold sealed rows, as in the clear. */
  public static List<String> names(Path folder) {
    TreeSet<String> names = new TreeSet<>();
    boolean rows = EncryptionFile.read(folder).rows();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        boolean encrypted = name.endsWith(StoredFiles.ENCRYPTED);
        if (!hidden(name) && (encrypted || rows && sealable(name))) {
          names.add(EvidenceFiles.plain(name));
        }
      }
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
    return List.copyOf(names);
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }

  private static boolean lines(String name) {
    return name.equals("predictions.jsonl") || name.startsWith("data/") && name.endsWith(".jsonl");
  }

  private static boolean sealable(String name) {
    return lines(name) || name.startsWith("explanations/");
  }

  /** Returns whether rows of a file, by its name as in the clear, are sealed. */
  public static boolean rows(Path folder, String name) {
    return sealable(name) && EncryptionFile.present(folder) && EncryptionFile.read(folder).rows();
  }

  /** Returns how many files were read. */
  public long files() {
    return files;
  }

  /** Returns how many sealed rows were opened. */
  public long rows() {
    return rows;
  }

  /** Returns how many rows cannot be opened, because their subject was shredded. */
  public long shredded() {
    return shredded;
  }

  /**
   * Writes one file in the clear.
   *
   * @throws IOException if it is not what was encrypted
   */
  public void open(String name, OutputStream to) throws IOException {
    Path file = folder.resolve(name);
    RowOpening opening = new RowOpening(vault, name);
    if (lines(name)) {
      lines(file, opening, to);
    } else if (name.startsWith("explanations/")) {
      String text = Json.pretty(opening.explanations(JsonReader.object(StoredFiles.text(file))));
      to.write(text.getBytes(StandardCharsets.UTF_8));
    } else {
      try (InputStream in = StoredFiles.open(file)) {
        in.transferTo(to);
      }
    }
    files++;
    rows += opening.opened();
    shredded += opening.shredded();
  }

  private static void lines(Path file, RowOpening opening, OutputStream to) throws IOException {
    BufferedWriter out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(StoredFiles.open(file), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(Json.canonical(opening.line(JsonReader.object(line), number++)));
        out.write('\n');
      }
    }
    out.flush();
  }

  /** Returns what is wrong with each file, by reading all of them; empty when nothing is. */
  public List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (String name : names(folder)) {
      try {
        open(name, OutputStream.nullOutputStream());
      } catch (IOException e) {
        wrong.add(name + StoredFiles.ENCRYPTED + " " + e.getMessage());
      } catch (GovernanceException e) {
        wrong.add(name + ": " + e.getMessage());
      }
    }
    return wrong;
  }
}
