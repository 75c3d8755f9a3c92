package governance.engine.internal.arch;

import governance.api.GovernanceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The architectures that can be read, trained and written. */
public final class Architectures {
  private static final List<Architecture> ALL =
      List.of(
          new Bert(),
          Roberta.roberta(),
          Roberta.xlm(),
          new DistilBert(),
          new Electra(),
          new Albert(),
          new TorchScript());

  private Architectures() {}

  /** The architecture of a {@code model_type}. */
  public static Architecture of(String type) {
    return find(type).orElseThrow(() -> new IllegalArgumentException(type));
  }

  /**
   * The architecture that a {@code config.json} names by {@code model_type}, or where that is
   * absent by the class in {@code architectures}.
   *
   * @throws GovernanceException if it is none of these
   */
  public static Architecture of(Settings settings) {
    String type = settings.text("model_type", "");
    String className = settings.first("architectures");
    Optional<Architecture> found =
        type.isEmpty()
            ? ALL.stream()
                .filter(a -> className.matches(a.className() + "(For|Model).*"))
                .findFirst()
            : find(type);
    return found.orElseThrow(() -> unknown(settings, type, className));
  }

  private static Optional<Architecture> find(String type) {
    return ALL.stream().filter(a -> a.type().equals(type)).findFirst();
  }

  private static GovernanceException unknown(Settings settings, String type, String className) {
    String key = type.isEmpty() && !className.isEmpty() ? "architectures" : "model_type";
    String got = type.isEmpty() ? className : type;
    return settings.problem(key, got.isEmpty() ? "nothing" : got, supported());
  }

  /** All architectures by {@code model_type}, for readers. */
  public static String supported() {
    return ALL.stream().map(Architecture::type).collect(Collectors.joining(", "));
  }
}
