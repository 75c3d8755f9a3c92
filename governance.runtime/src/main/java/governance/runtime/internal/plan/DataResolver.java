package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Schema;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.DataSpec;
import governance.runtime.internal.spec.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where the rows of a run come from and what their columns are. */
final class DataResolver {
  private final RunSpec spec;
  private final Resolver resolver;
  private final Sources sources;
  private final DataDirectory directory;
  private final List<Problem> problems;
  private boolean labelled = true;

  DataResolver(
      Registry registry,
      RunSpec spec,
      Resolver resolver,
      DataDirectory directory,
      List<Problem> problems) {
    this.spec = spec;
    this.resolver = resolver;
    this.sources = new Sources(registry, problems);
    this.directory = directory;
    this.problems = problems;
  }

  /** Accepts data without a label, which can be looked at and not trained on. */
  DataResolver labelMayLack() {
    labelled = false;
    return this;
  }

  Optional<DataPlan> resolve(Optional<DatasetDefinition> dataset) {
    DataSpec data = spec.data();
    List<Part> parts = parts(data, dataset);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<ContributionSpec> generator = dataset.flatMap(DatasetDefinition::generator);
    Optional<String> id =
        generator
            .map(ContributionSpec::id)
            .or(data::format)
            .or(() -> parts.get(0).file().flatMap(sources::byEnding));
    Map<String, Object> settings = new HashMap<>();
    generator.ifPresent(g -> settings.putAll(g.settings()));
    settings.putAll(data.settings());
    int before = problems.size();
    Optional<Chosen> source =
        id.flatMap(n -> resolver.resolve(Kind.DATA_SOURCE, n, "data", settings, name(dataset)));
    if (source.isEmpty() || problems.size() > before) {
      return Optional.empty();
    }
    return plan(dataset, source.get(), parts);
  }

  /** Returns where further rows come from, with columns as their source suggests them. */
  Optional<DataPlan> rows(
      Optional<DatasetDefinition> dataset, Optional<String> format, String before) {
    DataSpec data = spec.data();
    List<Part> parts = parts(data, dataset);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<ContributionSpec> generator = dataset.flatMap(DatasetDefinition::generator);
    Optional<String> id =
        generator
            .map(ContributionSpec::id)
            .or(() -> format)
            .or(() -> dataset.isPresent() ? data.format() : Optional.empty())
            .or(() -> parts.get(0).file().flatMap(sources::byEnding));
    Map<String, Object> settings = new HashMap<>();
    generator.ifPresent(g -> settings.putAll(g.settings()));
    if (dataset.isPresent() || id.filter(before::equals).isPresent()) {
      settings.putAll(data.settings());
    }
    Optional<Chosen> source =
        id.flatMap(n -> resolver.resolve(Kind.DATA_SOURCE, n, "data", settings, name(dataset)));
    if (source.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    SourceRequest head =
        new SourceRequest(parts.get(0).file(), source.get().settings(), spec.train().seed());
    return sources
        .schema(source.get(), head)
        .map(schema -> new DataPlan(dataset, source.get(), parts, directory.folder(), schema));
  }

  private Optional<DataPlan> plan(
      Optional<DatasetDefinition> dataset, Chosen source, List<Part> parts) {
    SourceRequest head =
        new SourceRequest(parts.get(0).file(), source.settings(), spec.train().seed());
    String name =
        dataset.map(d -> "data set " + d.name()).orElse("" + spec.data().file().orElse(null));
    Optional<Schema> suggested = sources.schema(source, head);
    Optional<Schema> schema =
        suggested.flatMap(s -> new ColumnRoles(spec, name, labelled, problems).apply(s));
    return schema.map(s -> new DataPlan(dataset, source, parts, directory.folder(), s));
  }

  private String name(Optional<DatasetDefinition> dataset) {
    return dataset
        .map(d -> "data set " + d.name())
        .orElseGet(() -> spec.data().file().map(Path::toString).orElse("data"));
  }

  private List<Part> parts(DataSpec data, Optional<DatasetDefinition> dataset) {
    if (dataset.isPresent()) {
      return dataset.get().generator().isPresent()
          ? List.of(new Part(Optional.empty(), Optional.empty(), Optional.empty()))
          : directory.locate(dataset.get(), problems);
    }
    if (data.file().isEmpty() || !readable(data.file().get())) {
      return List.of();
    }
    return List.of(new Part(data.file(), Optional.empty(), Optional.empty()));
  }

  private boolean readable(Path file) {
    String got = null;
    if (!Files.exists(file)) {
      got = "there is no such file";
    } else if (Files.isDirectory(file)) {
      got = "is a folder";
    } else if (!Files.isReadable(file)) {
      got = "cannot be read";
    } else if (empty(file)) {
      got = "is empty";
    }
    if (got != null) {
      String advice = "Correct data.file, or --data";
      problems.add(new Problem(Remedy.FIX_DATA, file.toString(), got, "a file with rows", advice));
    }
    return got == null;
  }

  private static boolean empty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      return false; // reported when the head is read
    }
  }
}
