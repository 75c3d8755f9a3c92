package bench;

import governance.engine.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Losses and terms of the steps of a training, a line each: step, loss, total, norm of the
 * gradient, then {@code TERM=VALUE}, with tabs between. Numbers are written so that the same are
 * read.
 */
final class StepsFile {
  private static final int NUMBERS = 4;

  private StepsFile() {}

  /** Writes the steps. */
  static void write(Path file, List<StepResult> steps) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, steps.stream().map(StepsFile::line).collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(StepResult step) {
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(step.step()));
    words.add(String.valueOf(step.loss()));
    words.add(String.valueOf(step.total()));
    words.add(String.valueOf(step.gradientNorm()));
    new TreeMap<>(step.terms()).forEach((id, value) -> words.add(id + "=" + value));
    return String.join("\t", words) + "\n";
  }

  /** Reads them again, as far as they were written. */
  static List<StepResult> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(StepsFile::step).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StepResult step(String line) {
    String[] words = line.split("\t");
    Map<String, Double> terms = new TreeMap<>();
    for (int i = NUMBERS; i < words.length; i++) {
      int at = words[i].lastIndexOf('=');
      terms.put(words[i].substring(0, at), Double.valueOf(words[i].substring(at + 1)));
    }
    double loss = Double.parseDouble(words[1]);
    double total = Double.parseDouble(words[2]);
    double norm = Double.parseDouble(words[3]);
    return new StepResult(Long.parseLong(words[0]), 0, loss, terms, total, norm, 0, 0, 0, 0, 0);
  }
}
