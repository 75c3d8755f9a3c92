package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryProbeTest {
  @TempDir Path folder;
  private ExternalLibrary library;

  /** A library that passes. */
  static final class Fine {
    public static void main(String[] arguments) throws IOException {
      Files.writeString(Path.of(arguments[0]), "");
    }
  }

  /** Tells how it was started. */
  static final class Settings {
    public static void main(String[] arguments) throws IOException {
      LibtorchSettings settings = LibtorchSettings.of(System::getProperty, name -> null, Map.of());
      Files.writeString(Path.of(arguments[0]), "started with " + settings);
    }
  }

  /** A library that computes wrongly. */
  static final class Wrong {
    public static void main(String[] arguments) throws IOException {
      Files.writeString(Path.of(arguments[0]), "check matrix product: got 0, expected 1\n");
    }
  }

  /** A library that ends its process, as one does whose binding is of another version. */
  static final class Aborting {
    public static void main(String[] arguments) {
      System.getLogger("x"); // a class beyond the first
      Runtime.getRuntime().halt(134);
    }
  }

  @BeforeEach
  void library() throws IOException {
    Path torch = TorchFiles.wheel(folder, "2.11.0+cpu", null);
    library =
        new ExternalLibrary(
            torch.resolve("lib"), "2.11.0", "cpu", Optional.empty(), List.of(folder));
  }

  private LibraryProbe probe(Class<?> main) {
    LibraryProbe.Needed needed =
        copies ->
            CodeSources.classPath(
                copies, LibraryProbeTest.class, LibraryProbe.class, Problem.class);
    return new LibraryProbe(library, folder.resolve("cache"), main.getName(), needed);
  }

  private String refusal(Class<?> main) {
    return assertThrows(GovernanceException.class, () -> probe(main).check()).getMessage();
  }

  @Test
  void whatPassedIsNotTriedAgainUntilAFileChanges() throws Exception {
    probe(Fine.class).check();
    assertDoesNotThrow(() -> probe(Aborting.class).check());
    Files.writeString(library.folder().resolve("libtorch.so"), "another");
    assertTrue(refusal(Aborting.class).contains("ends its process"));
  }

  @Test
  void aFailedSelfCheckIsTold() {
    String message = refusal(Wrong.class);
    assertTrue(message.contains("libtorch 2.11.0 cpu (" + folder), message);
    assertTrue(message.contains("check matrix product: got 0, expected 1"), message);
    assertTrue(message.contains("jni/build.sh"), message);
    refusal(Wrong.class); // and not remembered as passed
  }

  @Test
  void theOtherProcessIsToldTheLibraryItself() {
    String message = refusal(Settings.class);
    assertTrue(message.contains("value=" + library.folder()), message);
    assertTrue(message.contains("value=2.11.0,"), message);
    assertTrue(message.contains("value=cpu,"), message);
  }

  @Test
  void anAbortEndsTheOtherProcessOnly() {
    String message = refusal(Aborting.class);
    assertTrue(message.contains("ends its process (signal 6)"), message);
  }

  @Test
  void classesThatLieInNoFileAreNotTried() {
    String main = Aborting.class.getName();
    assertDoesNotThrow(
        () -> new LibraryProbe(library, folder, main, copies -> Optional.empty()).check());
  }
}
