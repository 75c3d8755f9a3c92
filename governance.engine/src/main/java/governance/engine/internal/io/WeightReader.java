package governance.engine.internal.io;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.ParameterLayout;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the parameters of a model in weight files, with or without the encoder's prefix. */
final class WeightReader {
  /** Also for adapters. */
  static final String NOT_FINITE = "Use a checkpoint from before training diverged";

  private static final String REMEDY = "Choose a folder whose config.json belongs to its weights";

  private final WeightFiles files;
  private final ModelConfig config;
  private final Map<String, long[]> shapes;

  WeightReader(WeightFiles files, ModelConfig config) {
    this.files = files;
    this.config = config;
    this.shapes = ParameterLayout.shapes(config);
  }

  /** Names of head parameters that the files lack or have in another shape; whole layers each. */
  Set<String> absentHead() {
    Set<String> absent = new HashSet<>();
    for (List<String> layer : head()) {
      if (!layer.stream().allMatch(this::fits)) {
        absent.addAll(layer);
      }
    }
    return absent;
  }

  /** Parameters of each layer of the head; the last layer gives the logits. */
  List<List<String>> head() {
    if (config.task() == Task.MASKED_LANGUAGE_MODEL) {
      return ParameterLayout.maskedHead();
    }
    return ParameterLayout.headLayers(config).stream()
        .map(name -> List.of(name + ".weight", name + ".bias"))
        .toList();
  }

  private boolean fits(String parameter) {
    long[] shape = shapes.get(parameter);
    return find(parameter).filter(n -> Arrays.equals(files.shape(n), shape)).isPresent();
  }

  /** What is wrong with the parameters' shapes and types; values are not looked at. */
  List<Problem> problems(Set<String> except) {
    return shortened(
        shapes.keySet().stream()
            .filter(p -> !except.contains(p))
            .flatMap(p -> check(p, shapes.get(p)).stream())
            .toList());
  }

  /** Reports everything that is wrong with shapes and types at once. */
  void check(Set<String> except) {
    stop(problems(except));
  }

  /** Reads all parameters but the given ones, whose shapes were checked. */
  void readAll(Parameters parameters, Set<String> except) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (String parameter : shapes.keySet()) {
      if (!except.contains(parameter)) {
        String found = find(parameter).orElseThrow();
        parameters
            .values(parameter)
            .write(
                values -> {
                  files.read(found, values);
                  notFinite(parameter, values.rewind()).ifPresent(problems::add);
                });
      }
    }
    stop(shortened(problems));
  }

  /** Lower-case SHA-256 of leaves as they would be read, one after the other. */
  String digest(BitSet leaves) throws IOException {
    MessageDigest sha = Parameters.sha256();
    List<Leaf> all = ParameterLayout.of(config);
    int longest = leaves.stream().map(i -> all.get(i).partSize()).max().orElse(0);
    ByteBuffer room =
        ByteBuffer.allocateDirect(longest * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i : leaves.stream().toArray()) {
      for (String parameter : all.get(i).parts()) {
        room.clear().limit(all.get(i).partSize() * Float.BYTES);
        files.read(find(parameter).orElseThrow(), room.asFloatBuffer());
        sha.update(room);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void stop(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  private List<Problem> shortened(List<Problem> problems) {
    if (problems.size() <= 6) {
      return problems;
    }
    List<Problem> few = new ArrayList<>(problems.subList(0, 5));
    String more = (problems.size() - 5) + " more tensors have problems";
    String where = files.where("").toString();
    few.add(new Problem(Remedy.FIX_SPEC, where, more, "", REMEDY));
    return few;
  }

  private Optional<Problem> check(String parameter, long[] shape) {
    Optional<String> found = find(parameter);
    String tensor = found.orElse(parameter);
    String subject = files.where(tensor) + ", tensor " + tensor;
    if (found.isEmpty()) {
      return problem(subject, "missing", "shape " + Arrays.toString(shape));
    }
    long[] got = files.shape(found.get());
    if (!Arrays.equals(got, shape)) {
      return problem(subject, "shape " + Arrays.toString(got), "shape " + Arrays.toString(shape));
    }
    if (!files.type(found.get()).real()) {
      return problem(subject, "element type " + files.type(found.get()), "F32, F16, BF16, F64");
    }
    return Optional.empty();
  }

  private Optional<Problem> notFinite(String parameter, FloatBuffer values) {
    float[] block = new float[1 << 14];
    while (values.hasRemaining()) {
      int n = Math.min(block.length, values.remaining());
      values.get(block, 0, n);
      for (int i = 0; i < n; i++) {
        if (!Float.isFinite(block[i])) {
          String subject = files.where(find(parameter).orElseThrow()) + ", tensor " + parameter;
          String got = "the value " + block[i];
          return Optional.of(
              new Problem(Remedy.FIX_SPEC, subject, got, "finite numbers", NOT_FINITE));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(String subject, String got, String allowed) {
    return Optional.of(new Problem(Remedy.FIX_SPEC, subject, got, allowed, REMEDY));
  }

  /**
   * Files of a bare encoder lack the prefix; the oldest files call gain and bias gamma and beta.
   */
  private Optional<String> find(String parameter) {
    String prefix = config.encoder().family().prefix();
    String old =
        parameter
            .replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
    return Stream.of(parameter, old)
        .flatMap(n -> Stream.of(n, n.startsWith(prefix) ? n.substring(prefix.length()) : n))
        .filter(files.names()::contains)
        .findFirst();
  }
}
