package governance.engine.internal.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the driver's program says, where no native function can be asked. */
final class NvidiaSmi {
  private static final long MIB = 1L << 20;

  private final List<String> command;
  private final long seconds;

  NvidiaSmi() {
    this(
        List.of(
            "nvidia-smi",
            "--query-gpu=index,name,memory.free,memory.total",
            "--format=csv,noheader,nounits"),
        5);
  }

  NvidiaSmi(List<String> command, long seconds) {
    this.command = command;
    this.seconds = seconds;
  }

  /**
   * A card as the driver counts them, which is not how a process does that may see only some.
   *
   * @param index its number
   * @param name its name
   * @param free free bytes
   * @param total all bytes
   */
  record Card(int index, String name, long free, long total) {}

  /** Returns the cards, none where the program is missing, fails or takes too long. */
  List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    for (String line : answer().split("\n")) {
      card(line).ifPresent(cards::add);
    }
    return cards;
  }

  private static Optional<Card> card(String line) {
    String[] parts = line.split(",");
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Card(
              Integer.parseInt(parts[0].strip()),
              parts[1].strip(),
              Long.parseLong(parts[2].strip()) * MIB,
              Long.parseLong(parts[3].strip()) * MIB));
    } catch (NumberFormatException e) {
      return Optional.empty(); // such as "[N/A]" of a card that is shared
    }
  }

  private String answer() {
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      // its few lines fit the pipe, so that it ends without being read
      if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return "";
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
