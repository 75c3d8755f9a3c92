package governance.engine.internal.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory that can be had without driving out anything else: of the machine what Linux calls
 * available, but no more than a control group leaves.
 */
public final class FreeMemory {
  private static final long KIB = 1024;

  private final Path info;
  private final Path group;

  /** Reads the usual files. */
  public FreeMemory() {
    this(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
  }

  /** Reads other files. */
  FreeMemory(Path info, Path group) {
    this.info = info;
    this.group = group;
  }

  /** Returns the bytes that the processor can use; empty where they are not known. */
  public OptionalLong host() {
    OptionalLong machine = value(info, "MemAvailable:");
    OptionalLong left = group();
    if (machine.isEmpty() || left.isEmpty()) {
      return machine.isPresent() ? machine : left;
    }
    return OptionalLong.of(Math.min(machine.getAsLong(), left.getAsLong()));
  }

  /** What the control group leaves; file pages that are not in use are given up when needed. */
  private OptionalLong group() {
    OptionalLong most = number(group.resolve("memory.max"));
    OptionalLong held = number(group.resolve("memory.current"));
    if (most.isEmpty() || held.isEmpty()) {
      return OptionalLong.empty();
    }
    long pages = value(group.resolve("memory.stat"), "inactive_file ").orElse(0);
    return OptionalLong.of(Math.max(0, most.getAsLong() - held.getAsLong() + pages));
  }

  private static OptionalLong number(Path file) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty(); // not Linux, no such group, or no limit: "max"
    }
  }

  private static OptionalLong value(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(
              line -> Long.parseLong(line.replaceAll("\\D", "")) * (line.endsWith("kB") ? KIB : 1))
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }
}
