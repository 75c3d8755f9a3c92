package governance.engine.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.model.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A golden model of {@code src/test/resources/golden} with the numbers of its peer. */
public record Golden(Path folder, JsonObject numbers) {
  /** Opens a golden model. */
  public static Golden open(String name) {
    return open("golden", name);
  }

  /** Opens a small model of any architecture. */
  public static Golden architecture(String name) {
    return open("architectures", name);
  }

  /** Names of the small models of all architectures. */
  public static List<String> architectures() {
    try (Stream<Path> all = Files.list(Path.of("src/test/resources/architectures"))) {
      return all.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Golden open(String group, String name) {
    Path folder = Path.of("src/test/resources", group, name);
    try {
      String json = Files.readString(folder.resolve("golden.json"));
      return new Golden(folder, JsonParser.parseString(json).getAsJsonObject());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The task of a small model, by its name. */
  public Task task() {
    boolean token = folder.getFileName().toString().endsWith("token");
    return token ? Task.TOKEN_CLASSIFICATION : Task.SEQUENCE_CLASSIFICATION;
  }

  /** The rows of ids. */
  public int[][] rows() {
    return StreamSupport.stream(numbers.getAsJsonArray("rows").spliterator(), false)
        .map(row -> flat(row).intStream())
        .map(s -> s.toArray())
        .toArray(int[][]::new);
  }

  /** All numbers below an entry, in order. */
  public double[] flat(String key) {
    return flat(numbers.get(key)).values;
  }

  /** All numbers below an element, in order. */
  public static Flat flat(JsonElement element) {
    return new Flat(numbers(element).toArray());
  }

  private static DoubleStream numbers(JsonElement element) {
    if (element.isJsonArray()) {
      return StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
          .flatMapToDouble(Golden::numbers);
    }
    return DoubleStream.of(element.getAsDouble());
  }

  /** Numbers as doubles or ints. */
  public record Flat(double[] values) {
    IntStream intStream() {
      return DoubleStream.of(values).mapToInt(d -> (int) d);
    }
  }
}
