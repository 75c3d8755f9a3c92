package governance.engine.internal.noise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The kernel's source, compiled for the processor: groups and threads one after the other. */
final class NoiseEmulation {
  private static final Path SOURCES = Path.of("..", "governance.engine.cuda", "jni");

  private final Path program;

  private NoiseEmulation(Path program) {
    this.program = program;
  }

  /** Compiles it with what the variable CXX names, or g++; empty if there is no compiler. */
  static Optional<NoiseEmulation> compile(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("noise");
    String source = SOURCES.resolve("noise_emulation.cc").toString();
    String compiler = System.getenv().getOrDefault("CXX", "g++");
    List<String> flags = List.of("-std=c++17", "-O2", "-Wall", "-Wextra", "-Werror");
    ProcessBuilder builder = new ProcessBuilder(compiler, source, "-o", program.toString());
    builder.command().addAll(flags);
    builder.command().add("-ffp-contract=off");
    Path said = folder.resolve("said");
    Process process;
    try {
      process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      String words = Files.readString(said);
      throw new IllegalStateException(compiler + " does not compile " + source + ": " + words);
    }
    return Optional.of(new NoiseEmulation(program));
  }

  /** Adds noise to sums, which lie one after the other in the result. */
  float[] add(NoiseLaunch launch) throws IOException, InterruptedException {
    int values = launch.values();
    ByteBuffer in = ByteBuffer.allocate(72 + 8 * launch.sums().size() + 4 * values);
    in.order(ByteOrder.LITTLE_ENDIAN);
    for (int word : launch.key()) {
      in.putInt(word);
    }
    in.putLong(launch.first()).putDouble(launch.deviation());
    in.putDouble(1 / launch.grid()).putDouble(launch.grid() * launch.factor());
    in.putLong(launch.sums().size());
    launch.sums().forEach(sum -> in.putLong(sum.length));
    for (float[] sum : launch.sums()) {
      for (float value : sum) {
        in.putFloat(value);
      }
    }
    Path file = program.resolveSibling("launch");
    Path answer = program.resolveSibling("answer");
    Files.write(file, in.array());
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.redirectInput(file.toFile()).redirectOutput(answer.toFile());
    int code = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    ByteBuffer out = ByteBuffer.wrap(Files.readAllBytes(answer)).order(ByteOrder.LITTLE_ENDIAN);
    if (code != 0 || out.remaining() != 4 * values) {
      throw new IllegalStateException("exit code " + code + ", " + out.remaining() + " bytes");
    }
    float[] noisy = new float[values];
    out.asFloatBuffer().get(noisy);
    return noisy;
  }
}
