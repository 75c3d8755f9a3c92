package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settles whether a run begins with the model of the pack or with one of random weights. A pack
 * names its model by a name of the model directory. A request that describes a shape, or sets
 * {@code model.folder} to null, replaces all that the pack and the data set say of the model: an
 * adapter or a frozen layer of theirs means nothing without the weights it was made for.
 */
final class ModelChoice {
  private static final List<String> SHAPE =
      List.of("layers", "hidden", "heads", "intermediate", "positions", "vocabulary", "start");

  private ModelChoice() {}

  /**
   * Returns the layers below the request with their model named by its path, or without it.
   *
   * @param below pack and data set
   * @param own file and command line
   */
  static Node.Obj below(Node.Obj below, Node.Obj own, ModelDirectory models) {
    Optional<Node.Obj> asked = section(own);
    boolean fresh =
        asked.isPresent()
            && folder(asked.get()).isEmpty()
            && (asked.get().members().containsKey("folder")
                || SHAPE.stream().anyMatch(key -> given(asked.get(), key)));
    if (fresh) {
      return below.with("model", null);
    }
    return section(below).map(model -> below.with("model", named(model, models))).orElse(below);
  }

  private static Node.Obj named(Node.Obj model, ModelDirectory models) {
    Optional<Node.Scalar> folder = folder(model);
    Optional<Path> found = folder.flatMap(f -> models.find(String.valueOf(f.value())));
    return found.isEmpty()
        ? model
        : model.with("folder", new Node.Scalar(found.get().toString(), folder.get().origin()));
  }

  /** Adds a problem for each part of a shape that was asked for beside a folder with its own. */
  static void check(Node.Obj document, Set<String> overrides, List<Problem> problems) {
    section(document)
        .filter(model -> folder(model).isPresent())
        .ifPresent(
            model ->
                SHAPE.stream()
                    .filter(key -> overrides.contains("model." + key) && given(model, key))
                    .filter(key -> !key.equals("vocabulary") && !key.equals("start"))
                    .forEach(key -> problems.add(unused(key, model))));
  }

  private static Problem unused(String key, Node.Obj model) {
    Node.Scalar value = (Node.Scalar) model.members().get(key);
    return new Problem(
        Remedy.FIX_SPEC,
        "model." + key + " (" + value.origin() + ")",
        "is " + value.value() + " beside the model of a folder, which has its own shape",
        "a shape, or a folder",
        "Remove one of the two");
  }

  private static Optional<Node.Obj> section(Node.Obj document) {
    return document.members().get("model") instanceof Node.Obj model
        ? Optional.of(model)
        : Optional.empty();
  }

  private static Optional<Node.Scalar> folder(Node.Obj model) {
    return given(model, "folder")
        ? Optional.of((Node.Scalar) model.members().get("folder"))
        : Optional.empty();
  }

  private static boolean given(Node.Obj owner, String key) {
    return owner.members().get(key) instanceof Node.Scalar s && s.value() != null;
  }
}
