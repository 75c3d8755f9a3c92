package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.RawRows.Rejected;
import governance.runtime.internal.data.RawRows.Source;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.spec.RowCondition;
import governance.runtime.internal.store.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads all parts of a data set through its source. A row that cannot be used is counted and kept
 * with its reason.
 */
final class RowReader {
  private static final int SHOWN = 5;

  private final DataPlan plan;
  private final DataSource source;
  private final List<RowCondition> where;
  private final int[] conditioned;
  private final long seed;
  private final List<List<Object>> columns = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<Split> splits = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Source> files = new ArrayList<>();
  private final RowCheck check;
  private long read;
  private long leftOut;

  RowReader(DataPlan plan, DataSource source, List<RowCondition> where, long seed) {
    this.plan = plan;
    this.source = source;
    this.where = where;
    this.conditioned = where.stream().mapToInt(w -> plan.schema().indexOf(w.column())).toArray();
    this.seed = seed;
    this.check = new RowCheck(plan.schema());
    plan.schema().columns().forEach(c -> columns.add(new ArrayList<>()));
  }

  /**
   * Reads everything.
   *
   * @param allowed share of rows that may be unusable
   * @throws GovernanceException if there are no rows, or more unusable ones than allowed
   */
  RawRows read(double allowed) {
    plan.parts().forEach(this::read);
    refuseEmpty();
    refuseTooManyRejected(allowed);
    return new RawRows(plan.schema(), columns, lines, splits, read, leftOut, rejected, files);
  }

  private void read(Part part) {
    String name = part.file().map(f -> f.getFileName().toString()).orElse(info().id());
    long before = read;
    DataRequest request = new Request(part.file(), plan.source().settings(), seed);
    try (RowStream stream = open(request)) {
      expectColumns(name, stream.schema());
      for (Row row = next(stream); row != null; row = next(stream)) {
        take(name, part, row);
      }
    } catch (IOException | UncheckedIOException e) {
      String after = read == before ? "" : " after row " + (read - before);
      throw GovernanceException.data(
          name,
          "cannot be read" + after + ": " + reason(e),
          "",
          "Check that the file is whole and not damaged");
    }
    part.file()
        .ifPresentOrElse(
            f -> files.add(file(name, f, part)), () -> files.add(new Source(name, null, -1, null)));
  }

  private RowStream open(DataRequest request) throws IOException {
    RowStream stream = guarded(() -> source.open(request));
    if (stream == null) {
      throw new ContributionFailedException(info(), "returned null", null);
    }
    return stream;
  }

  private Row next(RowStream stream) throws IOException {
    return guarded(stream::next);
  }

  /**
   * Like {@link governance.runtime.internal.border.Border}, but a file that cannot be read is
   * nobody's failure.
   */
  private <R> R guarded(Reading<R> call) throws IOException {
    try {
      return call.read();
    } catch (IOException | UncheckedIOException | GovernanceException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      throw new ContributionFailedException(info(), "threw " + e, e);
    }
  }

  private interface Reading<R> {
    R read() throws IOException;
  }

  private void take(String name, Part part, Row row) {
    read++;
    if (row.error() == null && !wanted(row.values())) {
      leftOut++;
      return;
    }
    String fault = check.fault(row);
    if (fault != null) {
      rejected.add(new Rejected(name, row.line(), fault));
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(row.values().get(i));
    }
    lines.add(row.line());
    splits.add(part.split().orElse(null));
  }

  private boolean wanted(List<Object> values) {
    for (int i = 0; i < conditioned.length; i++) {
      boolean held =
          conditioned[i] < values.size() && where.get(i).holds(values.get(conditioned[i]));
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private void expectColumns(String name, Schema schema) {
    List<String> wanted = plan.schema().names();
    if (!schema.names().equals(wanted)) {
      throw GovernanceException.data(
          name,
          "has the columns " + schema.names(),
          wanted.toString(),
          "Use files with the same columns");
    }
    for (Column column : schema.columns()) {
      if (plan.schema().columns().get(wanted.indexOf(column.name())).type() != column.type()) {
        throw GovernanceException.data(
            name,
            "column " + column.name() + " is of type " + column.type(),
            "one type in all files",
            "");
      }
    }
  }

  private void refuseEmpty() {
    if (read == 0) {
      throw GovernanceException.data(
          names(), "has no rows", "at least one row", "Use a file with data");
    }
    if (leftOut == read) {
      throw GovernanceException.data(
          "data.where",
          "none of the " + read + " rows meets " + where.stream().map(RowCondition::text).toList(),
          "at least one row",
          "Correct the conditions");
    }
  }

  private void refuseTooManyRejected(double allowed) {
    if (rejected.size() <= allowed * read) {
      return;
    }
    String first =
        rejected.stream()
            .limit(SHOWN)
            .map(
                r ->
                    (files.size() > 1 ? r.file() + " " : "")
                        + "line "
                        + r.line()
                        + ": "
                        + r.reason())
            .collect(Collectors.joining("; "));
    String more = rejected.size() > SHOWN ? "; and " + (rejected.size() - SHOWN) + " more" : "";
    throw GovernanceException.data(
        names(),
        rejected.size() + " of " + read + " rows cannot be used: " + first + more,
        String.format(Locale.ROOT, "at most %s %% of the rows (data.badRows)", percent(allowed)),
        "Mend these rows, or allow a greater share with --set data.badRows=SHARE");
  }

  private static String percent(double share) {
    return String.valueOf(Math.round(share * 10_000) / 100.0);
  }

  private String names() {
    return files.stream().map(Source::name).collect(Collectors.joining(", "));
  }

  private ContributionInfo info() {
    return plan.source().info();
  }

  private static Source file(String name, Path file, Part part) {
    try {
      return new Source(name, Digests.of(file), Files.size(file), part.split().orElse(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(Exception e) {
    Throwable root = e.getCause() instanceof IOException io ? io : e;
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}
}
