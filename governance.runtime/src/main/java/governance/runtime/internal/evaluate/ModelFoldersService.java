package governance.runtime.internal.evaluate;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.ModelFolders;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.engine.Engine;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.store.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Models of folders for contributions. The engine is looked up when a model is asked, so that
 * whoever refers to this does not start it.
 */
@Component
public final class ModelFoldersService implements ModelFolders {
  private static final int LONGEST = 512;

  private final Supplier<Optional<Engine>> engine;

  /** Asks the framework for the engine. */
  @Activate
  public ModelFoldersService(BundleContext context) {
    this(
        () -> {
          ServiceReference<Engine> reference = context.getServiceReference(Engine.class);
          return Optional.ofNullable(reference).map(context::getService);
        });
  }

  ModelFoldersService(Supplier<Optional<Engine>> engine) {
    this.engine = engine;
  }

  @Override
  public <R> R ask(Path folder, Function<? super QueryableModel, ? extends R> question) {
    Path config = folder.resolve("config.json");
    if (!Files.isRegularFile(config)) {
      throw GovernanceException.spec(
          folder.toString(),
          "there is no model: config.json is missing",
          "the folder of a model, such as runs/ID/model",
          "Correct the name");
    }
    Map<String, Object> tree = JsonReader.file(config);
    Task task = task(folder, tree);
    List<String> classes = classes(folder, tree);
    Engine present =
        engine
            .get()
            .orElseThrow(
                () ->
                    new GovernanceException(
                        new Problem(
                            Remedy.FIX_MACHINE,
                            "the engine",
                            "is not there, and a model is to be asked",
                            "",
                            "See what is wrong: governance doctor")));
    try (Tokenizer tokenizer = present.tokenizer(Optional.of(folder));
        TextModel model = present.model(request(present, folder, task, classes));
        QueriedModel queried = new QueriedModel(model, tokenizer, longest(model))) {
      return question.apply(queried);
    }
  }

  private static int longest(TextModel model) {
    return Math.min(LONGEST, model.architecture().positions());
  }

  private static ModelRequest request(Engine engine, Path folder, Task task, List<String> classes) {
    return new ModelRequest(
        Optional.of(folder),
        new Architecture(1, 1, 1, 1, 1, 1),
        task,
        classes,
        1,
        engine.device("cpu"),
        Precision.F32,
        Double.NaN);
  }

  private static Task task(Path folder, Map<String, Object> tree) {
    String head = tree.get("architectures") instanceof List<?> all ? String.valueOf(all) : "none";
    if (head.contains("ForTokenClassification")) {
      return Task.TOKEN_CLASSIFICATION;
    }
    if (head.contains("ForSequenceClassification")) {
      return Task.SEQUENCE_CLASSIFICATION;
    }
    throw GovernanceException.spec(
        folder.toString(),
        "its head is " + head,
        "a model for token classification or sequence classification",
        "Tune one with governance run");
  }

  private static List<String> classes(Path folder, Map<String, Object> tree) {
    List<String> names = new ArrayList<>();
    if (tree.get("id2label") instanceof Map<?, ?> labels) {
      for (int i = 0; labels.get(String.valueOf(i)) instanceof String name; i++) {
        names.add(name);
      }
    }
    if (names.size() < 2) {
      throw GovernanceException.spec(
          folder.toString(),
          "config.json names no classes",
          "id2label with at least two",
          "Tune the model with governance run, or name its classes there");
    }
    return names;
  }
}
