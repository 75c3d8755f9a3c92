package bench;

import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.Engine;
import governance.engine.MemoryUse;
import governance.engine.TextModel;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory a process held while it did training steps, in MiB: everything, Java and library
 * included. One case a process, because the mark is never lowered. A case may name rows and length
 * of a batch, rows at once and activation checkpointing; then what training added is compared with
 * the estimate of the engine instead of with the peer.
 */
final class MemoryBench {
  private static final int STEPS = 3;
  private static final double MIB = 1 << 20;
  private static final Pattern CASE =
      Pattern.compile("([a-z]+-[a-z0-9]+?)-(\\d+)x(\\d+)(?:-micro(\\d+))?(-checkpointing)?");

  private MemoryBench() {}

  /** Runs the case given, or the base shape. */
  static void run(String[] args) {
    if (args.length > 1) {
      throw new IllegalArgumentException("memory of " + args.length + " cases; allowed: one");
    }
    String name = args.length == 1 ? args[0] : "base-f32";
    Matcher sized = CASE.matcher(name);
    if (sized.matches()) {
      sized(name, sized);
      return;
    }
    Turns.cases(args, "base-f32");
    Shape shape = Shape.of(name);
    Setup setup = Setup.read();
    double peer =
        Peer.start("step.py", shape.layers(), shape.hidden(), shape.heads(), setup.threads())
            .map(MemoryBench::peer)
            .orElse(Double.NaN);
    double ours = ours(name, setup);
    Turns.print("memory " + name, "ours", ours, "peer", peer, peer / ours);
  }

  private static void sized(String name, Matcher parts) {
    Engine engine = Sessions.engine(Setup.read());
    int rows = Integer.parseInt(parts.group(2));
    int[] lengths = new int[rows * (STEPS + 1)];
    Arrays.fill(lengths, Integer.parseInt(parts.group(3)));
    int micro = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
    TrainingOptions options =
        TrainingOptions.builder(
                1000, rows, 2e-5, new GradientPlan(Clipping.NONE, 1, 0, Sampling.SHUFFLE))
            .microBatch(micro)
            .weightDecay(0.01)
            .seed(42)
            .bucketing(true)
            .checkpointing(parts.group(5) == null ? Checkpointing.OFF : Checkpointing.ON)
            .build();
    try (TextModel model = Sessions.model(engine, parts.group(1))) {
      double before = mark("VmRSS:");
      try (TrainingSession session =
          Sessions.begin(engine, model, new Rows(rows, lengths), options)) {
        Sessions.steps(session, STEPS);
        MemoryUse use = session.memory();
        double added = peak() - before;
        double needed = use.needed() / MIB;
        Turns.print("memory " + name, "added", added, "estimate", needed, added / needed);
        Turns.print("memory " + name, "peak", peak(), "before", before, peak() / before);
      }
    }
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
    return mark("VmHWM:");
  }

  private static double mark(String name) {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      Optional<String> mark = lines.filter(l -> l.startsWith(name)).findFirst();
      return Long.parseLong(mark.orElseThrow().replaceAll("\\D", "")) / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
