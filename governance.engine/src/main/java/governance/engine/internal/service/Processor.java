package governance.engine.internal.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** What the processor can do, as the operating system tells it. */
final class Processor {
  private static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

  private Processor() {}

  /** Returns whether bfloat16 products are computed in hardware; false where unknown. */
  static boolean bfloat16() {
    Path cpu = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpu)) {
      return false;
    }
    try {
      return Files.readAllLines(cpu).stream()
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .limit(1)
          .flatMap(line -> Arrays.stream(line.split("\\s+")))
          .anyMatch(BFLOAT16::contains);
    } catch (IOException e) {
      return false;
    }
  }
}
