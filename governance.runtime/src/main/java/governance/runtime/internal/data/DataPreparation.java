package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.run.ContributionInfo;
import governance.engine.Tokenizer;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data phase of a run: read, check, split, transform, encode. Writes nothing. */
public final class DataPreparation {
  private final RunSpec spec;
  private final DataPlan plan;
  private final Transforming transforming;
  private final List<Transforming.Step> steps = new ArrayList<>();

  /** Begins a preparation for one run. */
  public DataPreparation(RunSpec spec, DataPlan plan) {
    this.spec = spec;
    this.plan = plan;
    this.transforming = new Transforming(seed(), spec.data().favourable(), plan.directory());
  }

  /** Adds a transform; they are applied in the order they are added. */
  public DataPreparation transform(
      ContributionInfo info, DatasetTransform transform, Settings settings) {
    steps.add(new Transforming.Step(info, transform, settings));
    return this;
  }

  /**
   * Prepares the data.
   *
   * @throws GovernanceException if data or spec do not suit; says what to change
   */
  public PreparedData prepare(DataSource source, Tokenizer tokenizer) {
    Formed formed = form(source);
    RawRows raw = formed.raw();
    Dataset typed = formed.typed();
    Classes classes = formed.classes();
    Map<Split, int[]> rows = formed.rows();
    Map<Split, Dataset> original = formed.original();
    Map<Split, Dataset> transformed = transforming.run(original, steps);
    Encoding encoding = new Encoding(spec.task(), classes, tokenizer, spec.train());
    Map<Split, ModelRows> encoded = new EnumMap<>(Split.class);
    transformed.forEach((split, d) -> encoded.put(split, encoding.encode(split, d)));
    refuseUnlearntGroups(encoded);
    String digest = RowDigest.of(typed);
    DataTrees trees = new DataTrees(spec, plan, raw, typed, classes, original, rows);
    return new PreparedData(
        classes,
        original,
        encoded,
        rows,
        digest,
        trees.splits(),
        trees.lineage(digest, transforming.applied(), transformed),
        trees.card(transforming.applied(), encoded),
        transforming.canaries());
  }

  /**
   * The rows of the run before transforms.
   *
   * @param raw as the source gave them
   * @param read the columns with their types, before groups were formed
   * @param typed the rows with their groups
   * @param classes the classes
   * @param rows numbers of the rows of each split
   * @param original the splits
   */
  private record Formed(
      RawRows raw,
      Schema read,
      Dataset typed,
      Classes classes,
      Map<Split, int[]> rows,
      Map<Split, Dataset> original) {}

  private Formed form(DataSource source) {
    RawRows raw = SplitRows.raw(spec, plan, source);
    Dataset read = Typing.typed(raw.schema(), raw.columns());
    Dataset typed = new ProtectedColumns(spec.data()).apply(read);
    refuseDuplicateIds(typed, raw);
    Classes classes = Classes.of(typed, spec.task(), spec.data(), raw.lines());
    SplitRows dealt = SplitRows.of(spec, raw, typed, classes);
    return new Formed(raw, read.schema(), typed, classes, dealt.rows(), dealt.original());
  }

  /**
   * Learns again what the run learnt from its training rows, to do the same with further ones.
   *
   * @param lineage what the run kept of its data, {@code data/lineage.json}
   * @throws GovernanceException if the rows, or what a transform learns from them, are not those of
   *     the run
   */
  public FurtherRows further(DataSource source, Map<String, Object> lineage) {
    Formed formed = form(source);
    new LineageCheck(lineage).rows(RowDigest.of(formed.typed()));
    List<Transforming.Refitted> fitted =
        transforming.fit(formed.original().get(Split.TRAIN), steps);
    new LineageCheck(lineage).transforms(fitted);
    return new FurtherRows(spec, formed.read(), formed.typed().schema(), formed.classes(), fitted);
  }

  private long seed() {
    return spec.train().seed();
  }

  private static void refuseDuplicateIds(Dataset data, RawRows raw) {
    data.schema()
        .first(Role.ID)
        .ifPresent(c -> refuseDuplicates(c.name(), data.values(c.name()), raw.lines()));
  }

  private static void refuseDuplicates(String column, List<?> ids, List<Long> lines) {
    Map<Object, Long> first = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (int row = 0; row < ids.size(); row++) {
      Long earlier = first.putIfAbsent(ids.get(row), lines.get(row));
      if (earlier != null) {
        found.add("\"" + ids.get(row) + "\" on lines " + earlier + " and " + lines.get(row));
      }
    }
    if (!found.isEmpty()) {
      String more = found.size() > 3 ? " and " + (found.size() - 3) + " more" : "";
      throw GovernanceException.data(
          "id column \"" + column + "\"",
          "ids come more than once: "
              + String.join(", ", found.subList(0, Math.min(3, found.size())))
              + more,
          "each id once",
          "Mend the data, or set --set data.columns." + column + "=IGNORED");
    }
  }

  private static void refuseUnlearntGroups(Map<Split, ModelRows> splits) {
    Map<String, Object> empty = new LinkedHashMap<>();
    splits
        .get(Split.TRAIN)
        .groups()
        .forEach(
            (column, g) -> {
              if (g.names().size() < 2) {
                empty.putAll(Tree.of(column, g.names()));
              }
            });
    if (!empty.isEmpty()) {
      throw GovernanceException.data(
          "training rows",
          "have rows of one group only: " + empty,
          "at least two groups for each protected attribute",
          "Use more rows, or another attribute");
    }
  }
}
