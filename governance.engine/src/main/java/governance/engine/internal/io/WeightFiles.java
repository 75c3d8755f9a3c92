package governance.engine.internal.io;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The weights of a folder: {@code model.safetensors}, or the parts that {@code
 * model.safetensors.index.json} names.
 */
final class WeightFiles implements AutoCloseable {
  static final String WHOLE = "model.safetensors";
  private static final String INDEX = WHOLE + ".index.json";
  private static final String AGAIN = "Get the folder's files again";

  private final Map<String, SafeTensorsFile> files = new LinkedHashMap<>();
  private final Map<String, String> fileOf = new LinkedHashMap<>();
  private final Path folder;

  private WeightFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the files and checks that they hold what the index says.
   *
   * @throws GovernanceException if there are none, a part is missing, or one is damaged
   */
  static WeightFiles open(Path folder) throws IOException {
    return open(folder, false);
  }

  /** The same; if they are optional, there may be none. */
  static WeightFiles open(Path folder, boolean optional) throws IOException {
    WeightFiles all = new WeightFiles(folder);
    try {
      if (Files.isRegularFile(folder.resolve(WHOLE))) {
        all.add(WHOLE);
      } else if (Files.isRegularFile(folder.resolve(INDEX))) {
        all.addParts(index(folder.resolve(INDEX)));
      } else if (!optional) {
        throw none(folder);
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static GovernanceException none(Path folder) {
    boolean pickled = Files.exists(folder.resolve("pytorch_model.bin"));
    String advice =
        pickled
            ? "Convert it: save_pretrained(folder, safe_serialization=True); pickled weights could"
                + " run code and are not read"
            : "Choose a folder in Hugging Face layout";
    String got = pickled ? "pytorch_model.bin but no file " + WHOLE : "no file " + WHOLE;
    return GovernanceException.spec(folder.toString(), got, WHOLE + " or " + INDEX, advice);
  }

  private void add(String file) throws IOException {
    SafeTensorsFile open = SafeTensorsFile.open(folder.resolve(file));
    files.put(file, open);
    open.names().forEach(name -> fileOf.put(name, file));
  }

  private static Map<String, String> index(Path file) throws IOException {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      Map<String, String> parts = new TreeMap<>();
      json.getAsJsonObject("weight_map")
          .entrySet()
          .forEach(e -> parts.put(e.getKey(), e.getValue().getAsString()));
      return parts;
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException
        | MalformedInputException e) {
      throw GovernanceException.spec(
          file.toString(), "no index of weights", "a weight_map of tensors to files", AGAIN);
    }
  }

  private void addParts(Map<String, String> index) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (String part : index.values().stream().distinct().sorted().toList()) {
      boolean inside = Path.of(part).getNameCount() == 1 && !part.equals("..");
      if (!inside || !Files.isRegularFile(folder.resolve(part))) {
        String got = inside ? "the part " + part + " is missing" : "a part outside: " + part;
        problems.add(wrong(folder.resolve(INDEX), got, "a file of the folder"));
      }
    }
    stop(problems);
    for (String part : index.values().stream().distinct().sorted().toList()) {
      add(part);
    }
    index.forEach(
        (tensor, part) -> {
          if (!files.get(part).names().contains(tensor)) {
            String got = "no tensor " + tensor;
            problems.add(wrong(folder.resolve(part), got, "what " + INDEX + " says"));
          }
        });
    stop(problems);
  }

  private static Problem wrong(Path file, String got, String allowed) {
    return new Problem(Remedy.FIX_SPEC, file.toString(), got, allowed, AGAIN);
  }

  private static void stop(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems.subList(0, Math.min(6, problems.size())));
    }
  }

  /** Names of the tensors of all files. */
  Set<String> names() {
    return fileOf.keySet();
  }

  /** The file of a tensor, for error messages; of none in particular for a name that is absent. */
  Path where(String tensor) {
    boolean one = files.size() == 1;
    String file = fileOf.getOrDefault(tensor, one ? files.keySet().iterator().next() : INDEX);
    return folder.resolve(file);
  }

  long[] shape(String tensor) {
    return of(tensor).shape(tensor);
  }

  ElementType type(String tensor) {
    return of(tensor).type(tensor);
  }

  void read(String tensor, FloatBuffer target) throws IOException {
    of(tensor).read(tensor, target);
  }

  private SafeTensorsFile of(String tensor) {
    return files.get(fileOf.get(tensor));
  }

  /** Number of values of all tensors. */
  long values() {
    return names().stream()
        .mapToLong(n -> Arrays.stream(shape(n)).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** Bytes of all files. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String file : files.keySet()) {
      bytes += Files.size(folder.resolve(file));
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (SafeTensorsFile file : files.values()) {
      file.close();
    }
  }
}
