package bench;

import governance.api.model.Task;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.TextModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reading a folder in Hugging Face layout into a model that can be used, in milliseconds, when the
 * file is in memory already. The peer is {@code from_pretrained}.
 */
final class LoadBench {
  private LoadBench() {}

  /** Runs the cases given, or the base shape. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "base-f32")) {
      Path folder = Path.of("bench", "target", "load-" + name);
      try {
        Files.createDirectories(folder);
        try (TextModel model = Sessions.model(engine, name)) {
          model.write(folder);
        }
        run(name, setup, engine, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        delete(folder);
      }
    }
  }

  private static void run(String name, Setup setup, Engine engine, Path folder) {
    Clock clock = setup.clock();
    Optional<Peer> peer = Peer.start("load.py", folder, setup.threads());
    try {
      Turns turns =
          Turns.take(
              2,
              Setup.turns(7),
              () -> clock.time(() -> engine.model(request(name, folder)).close()),
              () -> peer.map(p -> p.millis(clock, "go")).orElse(Double.NaN));
      Turns.print(
          "load " + name, "ours", turns.median(0), "peer", turns.median(1), turns.ratio(1, 0));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }

  private static ModelRequest request(String name, Path folder) {
    return new ModelRequest(
        Optional.of(folder),
        Shape.of(name).architecture(),
        Task.SEQUENCE_CLASSIFICATION,
        Sessions.CLASSES,
        1,
        "cpu",
        Shape.precision(name),
        0.1);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      System.err.println("not deleted: " + folder + ": " + e);
    }
  }
}
