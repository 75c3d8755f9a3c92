package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Finds the data source for a file and reads the head of a data set. */
final class Sources {
  private final Registry registry;
  private final List<Problem> problems;

  Sources(Registry registry, List<Problem> problems) {
    this.registry = registry;
    this.problems = problems;
  }

  /** Returns the id of the source that reads files with the ending of this one. */
  Optional<String> byEnding(Path file) {
    Map<String, String> endings = new TreeMap<>();
    for (ContributionInfo info : registry.contributions(Kind.DATA_SOURCE)) {
      if (info.rejected() == null) {
        endings(info).forEach(ending -> endings.putIfAbsent(ending, info.id()));
      }
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    for (Map.Entry<String, String> ending : endings.entrySet()) {
      if (name.endsWith(ending.getKey())) {
        return Optional.of(ending.getValue());
      }
    }
    problems.add(
        new Problem(
            endings.isEmpty() ? Remedy.INSTALL_BUNDLE : Remedy.FIX_SPEC,
            file.toString(),
            "no data source reads files with this ending",
            String.join(", ", endings.keySet()) + ", each also with .gz",
            endings.isEmpty()
                ? "Install the bundle of a data source"
                : "Set data.format to the id of a data source, see: governance list --kind data-source"));
    return Optional.empty();
  }

  private List<String> endings(ContributionInfo info) {
    try (Held<DataSource> held = registry.hold(info, DataSource.class)) {
      return List.copyOf(held.get().endings());
    } catch (GovernanceException e) {
      return List.of(); // the registry lists it as not available
    } catch (RuntimeException e) {
      problems.add(failed(info, e));
      return List.of();
    }
  }

  /** Returns the columns of a source as it suggests them. */
  Optional<Schema> schema(Chosen source, SourceRequest request) {
    ContributionInfo info = source.info();
    try (Held<DataSource> held = registry.hold(info, DataSource.class);
        RowStream rows = held.get().open(request)) {
      return Optional.of(rows.schema());
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
    } catch (IOException e) {
      String file = request.file().map(Path::toString).orElse(info.id());
      problems.add(new Problem(Remedy.FIX_DATA, file, "cannot be read: " + e.getMessage(), "", ""));
    } catch (RuntimeException | LinkageError e) {
      problems.add(failed(info, e));
    }
    return Optional.empty();
  }

  /**
   * Returns the different values of a column, in the order they come, in at most so many rows;
   * empty where it cannot be read, which is reported when the rows are read.
   */
  List<String> values(Chosen source, SourceRequest request, String column, int most) {
    Set<String> values = new LinkedHashSet<>();
    try (Held<DataSource> held = registry.hold(source.info(), DataSource.class);
        RowStream rows = held.get().open(request)) {
      int at = rows.schema().indexOf(column);
      Row row = rows.next();
      for (int read = 0; row != null && read < most; read++) {
        if (row.error() == null && row.values().get(at) != null) {
          values.add(row.values().get(at).toString());
        }
        row = rows.next();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      return List.of();
    }
    return List.copyOf(values);
  }

  /** Returns the number of rows that can be used; empty where they cannot be read. */
  OptionalLong count(Chosen source, SourceRequest request) {
    long count = 0;
    try (Held<DataSource> held = registry.hold(source.info(), DataSource.class);
        RowStream rows = held.get().open(request)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        count += row.error() == null ? 1 : 0;
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      return OptionalLong.empty(); // reported when the rows are read
    }
    return OptionalLong.of(count);
  }

  private static Problem failed(ContributionInfo info, Throwable e) {
    return new Problem(
        Remedy.REPORT_BUG,
        "data-source " + info.id() + " of bundle " + info.bundle() + " " + info.version(),
        "failed: " + e,
        "",
        "Report this to the maker of the bundle");
  }
}
