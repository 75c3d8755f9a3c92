package governance.runtime.internal.cli.doctor;

import governance.engine.DeviceInfo;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.EngineInfo;
import governance.engine.LibraryInfo;
import governance.engine.RandomNumbers;
import governance.runtime.internal.cli.command.Finding;
import governance.runtime.internal.cli.command.Finding.State;
import governance.runtime.internal.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;

/** Looks at the engine: library, devices, and what it computes of known numbers. */
final class EngineExamination {
  private final Engine engine;
  private final List<Finding> findings = new ArrayList<>();

  EngineExamination(Engine engine) {
    this.engine = engine;
  }

  List<Finding> findings() {
    EngineInfo info = engine.info();
    good("engine", info.name() + " " + info.version() + ", binding " + info.binding());
    library(engine.library());
    for (DeviceInfo card : engine.cards()) {
      add("card " + card.id(), card.usable() ? State.GOOD : State.NOTE, card(card));
      String noise = card.usable() ? engine.randomNumbers(card.id()).noise() : "";
      if (!noise.isEmpty()) {
        boolean kernel = noise.equals(RandomNumbers.KERNEL);
        add("noise " + card.id(), kernel ? State.GOOD : State.NOTE, noise);
      }
    }
    good("device", engine.device("auto") + " of " + String.join(", ", info.devices()));
    good("threads", info.threads() + " in one operation");
    good("bfloat16", info.bfloat16() ? "in hardware" : "not in hardware");
    good("script", info.script());
    for (EngineCheck check : engine.selfCheck()) {
      State wrong = check.noise() ? State.NOTE : State.BAD;
      String refused = check.passed() || !check.noise() ? "" : ": no runs with a gradient policy";
      String detail = check.detail() + " (" + check.millis() + " ms)" + refused;
      add("check " + check.name(), check.passed() ? State.GOOD : wrong, detail);
    }
    return findings;
  }

  private void library(LibraryInfo library) {
    good("library", library.summary() + ": " + library.folder());
    if (library.external()) {
      good("binding", library.binding());
      library.deviceLibrary().ifPresent(file -> good("device functions", file));
    }
    if (!library.cuda().isEmpty()) {
      boolean driver = !library.driver().isEmpty();
      String supports = driver ? "supports CUDA " + library.driver() : "none found, or not known";
      add("driver", driver ? State.GOOD : State.NOTE, supports);
      library.tf32().ifPresent(on -> good("tf32", on ? "allowed" : "off: float32 is exact"));
    }
    library.notes().forEach(note -> add("library", State.NOTE, note));
  }

  private static String card(DeviceInfo card) {
    List<String> parts = new ArrayList<>();
    parts.add(card.name().isEmpty() ? "name not known" : card.name());
    if (card.total() >= 0) {
      parts.add(Figures.bytes(card.free()) + " free of " + Figures.bytes(card.total()));
    }
    if (card.peak() > 0) {
      parts.add("at most " + Figures.bytes(card.peak()) + " used by this process");
    }
    if (!card.usable()) {
      parts.add("not used: " + card.problem());
    }
    return String.join(", ", parts);
  }

  private void good(String name, String detail) {
    add(name, State.GOOD, detail);
  }

  private void add(String name, State state, String detail) {
    findings.add(new Finding(name, state, detail));
  }
}
