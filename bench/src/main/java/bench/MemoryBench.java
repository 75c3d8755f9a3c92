package bench;

import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The most memory a process held while it did training steps of 16 x 128, in MiB: everything, Java
 * and library included. One case a process, because the mark is never lowered.
 */
final class MemoryBench {
  private static final int STEPS = 3;

  private MemoryBench() {}

  /** Runs the case given, or the base shape. */
  static void run(String[] args) {
    if (args.length > 1) {
      throw new IllegalArgumentException("memory of " + args.length + " cases; allowed: one");
    }
    String name = Turns.cases(args, "base-f32").get(0);
    Shape shape = Shape.of(name);
    Setup setup = Setup.read();
    double peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads())
            .map(MemoryBench::peer)
            .orElse(Double.NaN);
    double ours = ours(name, setup);
    Turns.print("memory " + name, "ours", ours, "peer", peer, peer / ours);
  }

  private static double peer(Peer peer) {
    try (peer) {
      for (int i = 0; i < STEPS; i++) {
        peer.ask("go");
      }
      return peer.ask("peak")[0];
    }
  }

  private static double ours(String name, Setup setup) {
    Engine engine = Sessions.engine(setup);
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session = Sessions.plain(engine, model, Rows.full(Sessions.BATCH))) {
      Sessions.steps(session, STEPS);
      return peak();
    }
  }

  /** The kernel's high-water mark of resident memory. */
  static double peak() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      Optional<String> mark = lines.filter(l -> l.startsWith("VmHWM:")).findFirst();
      return Long.parseLong(mark.orElseThrow().replaceAll("\\D", "")) / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
