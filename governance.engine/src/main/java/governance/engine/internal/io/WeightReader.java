package governance.engine.internal.io;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the parameters of a model in a weight file, with or without the encoder's prefix. */
final class WeightReader {
  private static final String REMEDY = "Choose a folder whose config.json belongs to its weights";

  private final SafeTensorsFile file;
  private final String name;
  private final String prefix;

  WeightReader(SafeTensorsFile file, String name, String prefix) {
    this.file = file;
    this.name = name;
    this.prefix = prefix;
  }

  /** Names of head parameters that the file lacks or has in another shape; the whole layer each. */
  Set<String> absentHead(Parameters parameters) {
    Set<String> absent = new HashSet<>();
    for (String layer : parameters.headLayers()) {
      List<String> both = List.of(layer + ".weight", layer + ".bias");
      if (!both.stream().allMatch(p -> fits(p, parameters.shapes().get(p)))) {
        absent.addAll(both);
      }
    }
    return absent;
  }

  private boolean fits(String parameter, long[] shape) {
    return find(parameter).filter(n -> Arrays.equals(file.shape(n), shape)).isPresent();
  }

  /** Reads all parameters but the given ones; reports everything that is wrong at once. */
  void readAll(Parameters parameters, Set<String> except) throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<String> wanted = new ArrayList<>(parameters.shapes().keySet());
    wanted.removeAll(except);
    for (String parameter : wanted) {
      check(parameter, parameters.shapes().get(parameter)).ifPresent(problems::add);
    }
    if (problems.isEmpty()) {
      for (String parameter : wanted) {
        file.read(find(parameter).orElseThrow(), parameters.values(parameter));
        notFinite(parameter, parameters.values(parameter)).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(shortened(problems));
    }
  }

  private List<Problem> shortened(List<Problem> problems) {
    if (problems.size() <= 6) {
      return problems;
    }
    List<Problem> few = new ArrayList<>(problems.subList(0, 5));
    String more = (problems.size() - 5) + " more tensors have problems";
    few.add(new Problem(Remedy.FIX_SPEC, name, more, "", REMEDY));
    return few;
  }

  private Optional<Problem> check(String parameter, long[] shape) {
    Optional<String> found = find(parameter);
    String subject = name + ", tensor " + found.orElse(parameter);
    if (found.isEmpty()) {
      return problem(subject, "missing", "shape " + Arrays.toString(shape));
    }
    long[] got = file.shape(found.get());
    if (!Arrays.equals(got, shape)) {
      return problem(subject, "shape " + Arrays.toString(got), "shape " + Arrays.toString(shape));
    }
    if (!file.type(found.get()).real()) {
      return problem(subject, "element type " + file.type(found.get()), "F32, F16, BF16, F64");
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
          String subject = name + ", tensor " + parameter;
          return problem(subject, "the value " + block[i], "finite numbers");
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
    String old =
        parameter
            .replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
    return Stream.of(parameter, old)
        .flatMap(n -> Stream.of(n, n.startsWith(prefix) ? n.substring(prefix.length()) : n))
        .filter(file.names()::contains)
        .findFirst();
  }
}
