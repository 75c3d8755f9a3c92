package governance.engine;

import java.util.List;
import java.util.Optional;

/**
 * Which native tensor library is loaded.
 *
 * @param external whether it is one of this machine ({@code governance.engine.libtorch.path}) and
 *     not the one in a native bundle
 * @param folder the folder that it was loaded from
 * @param version its version, such as {@code 2.7.1}
 * @param flavor what it was built for: {@code cpu}, or {@code cu} with a CUDA version
 * @param cuda the CUDA version of the library, such as {@code 13.0}; empty for one without CUDA
 * @param driver the newest CUDA version that the driver of the graphics cards supports; empty where
 *     there is none or it is not known
 * @param binding the file that binds it to Java
 * @param deviceLibrary the file of the engine's own native functions, where they are loaded
 * @param tf32 whether matrix products may use TF32; empty where it is not known
 * @param notes what a reader should know, such as why no graphics card can be used
 */
public record LibraryInfo(
    boolean external,
    String folder,
    String version,
    String flavor,
    String cuda,
    String driver,
    String binding,
    Optional<String> deviceLibrary,
    Optional<Boolean> tf32,
    List<String> notes) {

  /** Copies the list. */
  public LibraryInfo {
    notes = List.copyOf(notes);
  }

  /** Returns source and flavour in one line, without any path. */
  public String summary() {
    return version
        + " "
        + flavor
        + (external ? ", of this machine" : ", bundled")
        + (cuda.isEmpty() ? "" : ", CUDA " + cuda);
  }
}
