package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.ModelDescription;
import governance.runtime.internal.spec.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks a model folder; the weights' values are checked when the model is read. */
final class ModelFolder {
  private final String subject;
  private final Path folder;
  private final List<Problem> problems;

  /**
   * Prepares for one folder.
   *
   * @param key key of the spec that names it
   */
  ModelFolder(String key, Path folder, List<Problem> problems) {
    this.subject = key + " " + folder;
    this.folder = folder;
    this.problems = problems;
  }

  /** Returns the description, if the folder is there and somebody can look at it. */
  Optional<ModelDescription> check(ModelFacts facts, ModelDirectory directory, int maxLength) {
    if (!Files.isDirectory(folder)) {
      String got = Files.exists(folder) ? "is no folder" : "there is no such folder";
      wrong(got, allowed(directory), advice(directory));
      return Optional.empty();
    }
    Optional<ModelDescription> found = facts.describe(folder);
    found.ifPresent(description -> check(description, maxLength));
    return found;
  }

  private void check(ModelDescription description, int maxLength) {
    problems.addAll(description.problems());
    int most = description.shape().map(s -> s.positions()).orElse(Integer.MAX_VALUE);
    if (most < maxLength) {
      String got = "reads at most " + most + " tokens and train.maxLength is " + maxLength;
      wrong(got, "", "Set train.maxLength to " + most + " or less");
    }
  }

  private static String allowed(ModelDirectory directory) {
    String names = String.join(", ", directory.names());
    String known = names.isEmpty() ? "" : ", or a name of the model directory: " + names;
    return "a folder with config.json and model.safetensors" + known;
  }

  private String advice(ModelDirectory directory) {
    String name = String.valueOf(folder.getFileName());
    String otherwise =
        "Correct the path, or set GOVERNANCE_MODELS to the folder that has the model";
    if (subject.startsWith("model.folder ")) {
      otherwise += "; model.folder=null begins with random weights";
    }
    return Suggestion.advice(name, directory.names(), otherwise);
  }

  private void wrong(String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }
}
