package governance.engine.internal.service;

import ai.djl.pytorch.jni.LibUtils;
import governance.engine.LibraryInfo;
import governance.engine.internal.device.DeviceFunctions;
import governance.engine.internal.device.Devices;
import governance.engine.internal.device.ExternalLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The loaded library for readers. */
final class LibraryDescription {
  private final NativeLibrary library;

  LibraryDescription(NativeLibrary library) {
    this.library = library;
  }

  LibraryInfo info() {
    Devices devices = library.devices();
    return new LibraryInfo(
        library.external(),
        library
            .files()
            .map(files -> files.folder().toString())
            .orElseGet(LibUtils::getLibtorchPath),
        library.engine().getVersion(),
        library.flavor(),
        devices.runtime(library.flavor()),
        devices.driver(),
        binding(),
        library.functions().file(),
        devices.tf32(),
        notes(devices));
  }

  private String binding() {
    return library
        .files()
        .flatMap(ExternalLibrary::binding)
        .map(Path::toString)
        .orElse("the one inside the engine's bundle");
  }

  private List<String> notes(Devices devices) {
    List<String> notes = new ArrayList<>();
    if (devices.cuda()) {
      devices.obstacle().ifPresent(notes::add);
    }
    DeviceFunctions functions = library.functions();
    if (!functions.loaded() && library.files().isPresent()) {
      notes.add("without native functions of the engine: " + functions.problem());
    }
    return notes;
  }
}
