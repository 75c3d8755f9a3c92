package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that ship are found by name, after those of the user. */
class ShippedModelsTest {
  @TempDir Path folder;

  private Path model(String path) throws IOException {
    Path model = Files.createDirectories(folder.resolve(path));
    Files.writeString(model.resolve("config.json"), "{}");
    return model;
  }

  @Test
  void theUsersModelComesFirst() throws IOException {
    Path own = model("own/base");
    model("shipped/base");
    Path other = model("shipped/other");
    ModelDirectory models =
        new ModelDirectory(
            Optional.of(folder.resolve("own")), Optional.of(folder.resolve("shipped")));
    assertEquals(Optional.of(own), models.find("base"));
    assertEquals(Optional.of(other), models.find("other"));
    assertEquals(Optional.empty(), models.find("none"));
    assertEquals(List.of("base", "other"), models.names());
  }
}
