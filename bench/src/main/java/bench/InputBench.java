package bench;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.StepResult;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plugins.domain.medical.internal.ClinicalNotes;

/**
 * Whether input keeps up: {@code wait}, the share of a step spent waiting for its batch (varied
 * lengths, smallest shape, so the worst case), and {@code tokenise}, tokens in a second beside the
 * tokenizers of Transformers on the same texts with the same vocabulary.
 */
final class InputBench {
  private static final int TEXTS = 10_000;
  private static final int MOST = 128;

  private InputBench() {}

  /** Runs the cases given, or both. */
  static void run(String[] args) throws IOException {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "wait", "tokenise")) {
      switch (name) {
        case "wait" -> waiting(engine);
        case "tokenise" -> tokenise(engine, setup.clock());
        default -> {
          String wrong = "case " + name + "; allowed: wait, tokenise";
          throw new IllegalArgumentException(wrong);
        }
      }
    }
  }

  private static void waiting(Engine engine) {
    int warm = 10;
    int steps = Setup.turns(100);
    try (TextModel model = Sessions.model(engine, "tiny-f32");
        TrainingSession session =
            Sessions.begin(engine, model, Rows.of(Lengths.draw(16 * 50)), List.of())) {
      double waited = 0;
      double whole = 0;
      for (int i = -warm; i < steps; i++) {
        StepResult result = session.step(Map.of());
        waited += i < 0 ? 0 : result.inputNanos() / 1e6;
        whole += i < 0 ? 0 : result.stepNanos() / 1e6;
      }
      String form = "input wait waited=%.3f step=%.1f ratio=%.4f%n";
      System.out.printf(Locale.ROOT, form, waited / steps, whole / steps, waited / whole);
    }
  }

  private static void tokenise(Engine engine, Clock clock) throws IOException {
    List<String> texts = texts();
    Path folder = Files.createTempDirectory("bench-tokenizer");
    try (Tokenizer tokenizer = engine.tokenizer(Optional.empty())) {
      tokenizer.write(folder);
      Path file = Files.write(folder.resolve("texts.txt"), texts);
      long tokens = tokenizer.encode(texts, MOST).stream().mapToLong(Encoded::length).sum();
      for (String peer : List.of("transformers", "tokenizers")) {
        compare(tokenizer, texts, tokens, clock, Peer.start("tokens.py", peer, folder, file), peer);
      }
    } finally {
      try (var files = Files.list(folder)) {
        files.toList().forEach(f -> f.toFile().delete());
      }
      Files.delete(folder);
    }
  }

  private static void compare(
      Tokenizer tokenizer,
      List<String> texts,
      long tokens,
      Clock clock,
      Optional<Peer> peer,
      String name) {
    try {
      long its = peer.map(p -> (long) p.ask("go")[2]).orElse(tokens);
      if (its != tokens) {
        throw new IllegalStateException(name + " made " + its + " tokens, ours are " + tokens);
      }
      Turns turns =
          Turns.take(
              3,
              Setup.turns(9),
              () -> clock.time(() -> tokenizer.encode(texts, MOST)),
              () -> peer.map(p -> p.millis(clock, "go")).orElse(Double.NaN));
      double ours = 1000.0 * tokens / turns.median(0);
      double theirs = 1000.0 * tokens / turns.median(1);
      Turns.print(
          "input tokenise-against-" + name, "ours", ours, "peer", theirs, turns.ratio(1, 0));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }

  /** Sentences of the medical domain's generator. */
  private static List<String> texts() throws IOException {
    Settings settings = Settings.of("medical.clinical-notes", Map.of("rows", TEXTS));
    List<String> texts = new ArrayList<>();
    try (RowStream rows = new ClinicalNotes().open(new Request(Optional.empty(), settings, 1))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        List<?> words = (List<?>) row.values().get(1);
        texts.add(String.join(" ", words.toArray(String[]::new)));
      }
    }
    return texts;
  }

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}
}
