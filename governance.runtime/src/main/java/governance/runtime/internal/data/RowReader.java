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
 * with its reason. Where only a sample of many rows is wanted, the source is read twice: once to
 * count and once to keep, so that memory holds the sample and not the rows.
 */
final class RowReader {
  private static final int SHOWN = 5;

  /** Rows that are held in hope that they are few, before reading turns to counting. */
  static final int HELD = 200_000;

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
  private final int sample;
  private final int most;
  private Sampling sampling;
  private long usable;
  private long read;
  private long leftOut;

  /**
   * Reads for one run.
   *
   * @param sample how many rows the run uses, 0 for all
   * @param held rows that are held before only a sample of them is, more than {@code sample}
   */
  RowReader(
      DataPlan plan,
      DataSource source,
      List<RowCondition> where,
      long seed,
      long sample,
      int held) {
    this.sample = (int) Math.min(Integer.MAX_VALUE, sample);
    this.most = Math.max(held, this.sample);
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
    if (sampling != null) {
      sampling.choose(usable, sample, seed, info());
      plan.parts().forEach(this::read);
      sampling.end(info());
    } else if (sample > 0 && sample < usable) {
      keep(RowSample.of(usable, sample, seed));
    }
    return new RawRows(plan.schema(), columns, lines, splits, read, leftOut, rejected, files);
  }

  private void keep(int[] chosen) {
    columns.replaceAll(column -> pick(column, chosen));
    List<Long> keptLines = pick(lines, chosen);
    List<Split> keptSplits = pick(splits, chosen);
    lines.clear();
    lines.addAll(keptLines);
    splits.clear();
    splits.addAll(keptSplits);
  }

  private static <T> List<T> pick(List<T> all, int[] chosen) {
    List<T> picked = new ArrayList<>(chosen.length);
    for (int row : chosen) {
      picked.add(all.get(row));
    }
    return picked;
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
    if (again()) {
      return;
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

  /** Whether the rows were counted before and are read to keep the chosen ones. */
  private boolean again() {
    return sampling != null && sampling.chosen();
  }

  private void take(String name, Part part, Row row) {
    if (again()) {
      if (row.error() == null && wanted(row.values()) && check.fault(row) == null) {
        if (sampling.keeps()) {
          add(part, row);
        }
      }
      return;
    }
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
    usable++;
    if (sampling == null) {
      add(part, row);
      if (sample > 0 && usable > most) {
        sampling = new Sampling();
        keep(new int[0]);
      }
    }
  }

  private void add(Part part, Row row) {
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
