package governance.runtime.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
  @TempDir Path folder;

  @Test
  void aTextNamesAFileWhereItHasFoldersOrTheFileIsThere() {
    assertEquals(List.of(), NamedFiles.of("HIPAA", false));
    assertEquals(List.of(), NamedFiles.of("DATE=SHIFT", false));
    assertTrue(NamedFiles.of("runs/one/model", false).contains(Path.of("runs/one/model")));
    assertTrue(NamedFiles.of("first=names/a.csv", false).contains(Path.of("names/a.csv")));
    assertTrue(NamedFiles.of("key", true).contains(Path.of("key")));
    assertEquals(List.of(), NamedFiles.of("a\0b", false));
  }

  @Test
  void settingsNameFilesInListsAndBelowTheDataDirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("names.csv"), "");
    List<Object> values = List.of(1, true, List.of("first=names.csv", "other"), "x/y");
    assertEquals(Set.of(file, Path.of("x/y")), NamedFiles.ofSettings(values, Optional.of(folder)));
    assertEquals(Set.of(Path.of("x/y")), NamedFiles.ofSettings(values, Optional.empty()));
  }
}
