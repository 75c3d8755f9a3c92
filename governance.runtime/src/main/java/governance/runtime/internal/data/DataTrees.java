package governance.runtime.internal.data;

import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.api.model.Task;
import governance.runtime.internal.data.Transforming.Applied;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.RowCondition;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the evidence says about the data: the splits, the lineage and the card. */
final class DataTrees {
  private final RunSpec spec;
  private final DataPlan plan;
  private final RawRows raw;
  private final Dataset data;
  private final Map<Split, int[]> rows;
  private final Map<Split, String> digests = new EnumMap<>(Split.class);
  private final CardParts parts;
  private final Classes classes;

  DataTrees(
      RunSpec spec,
      DataPlan plan,
      RawRows raw,
      Dataset data,
      Classes classes,
      Map<Split, Dataset> original,
      Map<Split, int[]> rows) {
    this.spec = spec;
    this.plan = plan;
    this.raw = raw;
    this.data = data;
    this.rows = rows;
    this.classes = classes;
    this.parts = new CardParts(data, classes);
    original.forEach((split, d) -> digests.put(split, RowDigest.of(d)));
  }

  /** Returns which source rows each split has, so that a third party can form it again. */
  Map<String, Object> splits() {
    boolean given = raw.splits().stream().anyMatch(s -> s != null);
    Map<String, Object> each = new LinkedHashMap<>();
    rows.forEach(
        (split, numbers) ->
            each.put(
                split.name(),
                Tree.of(
                    "rows", numbers.length,
                    "sha256", digests.get(split),
                    "lines", Arrays.stream(numbers).mapToObj(i -> raw.lines().get(i)).toList())));
    SplitSpec split = spec.data().split();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed", spec.train().seed());
    tree.put("stratified", split.stratify() && split.time().isEmpty());
    split.group().ifPresent(column -> tree.put("group", column));
    split.time().ifPresent(column -> tree.put("time", column));
    tree.put("ownSplits", given);
    tree.put("splits", each);
    return tree;
  }

  /** Returns the chain from files through splits and transforms to what the model read. */
  Map<String, Object> lineage(String digest, List<Applied> applied, Map<Split, Dataset> last) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    last.forEach(
        (split, d) ->
            outputs.put(split.name(), Tree.of("rows", d.size(), "sha256", RowDigest.of(d))));
    Map<String, Object> formed = new LinkedHashMap<>();
    digests.forEach((split, d) -> formed.put(split.name(), d));
    return Tree.of(
        "source",
        Tree.of(
            "contribution", plan.source().info().id(),
            "bundle", plan.source().info().bundle(),
            "version", plan.source().info().version()),
        "files",
        raw.files().stream().map(RawRows.Source::tree).toList(),
        "rowsSha256",
        digest,
        "splits",
        formed,
        "transforms",
        applied.stream().map(Applied::tree).toList(),
        "outputs",
        outputs);
  }

  /** Returns the data card, in the form of the report's schema. */
  Map<String, Object> card(List<Applied> applied, Map<Split, ModelRows> encoded) {
    Map<String, Object> card = head();
    card.put("files", raw.files().stream().map(RawRows.Source::tree).toList());
    card.put("rows", counts());
    List<Object> splits = new ArrayList<>();
    rows.forEach(
        (split, r) ->
            splits.add(
                Tree.of(
                    "split",
                    split.name(),
                    "rows",
                    r.length,
                    "share",
                    r.length / (double) raw.size(),
                    "sha256",
                    digests.get(split))));
    card.put("splits", splits);
    card.put("rejected", raw.rejected().stream().limit(100).map(RawRows.Rejected::tree).toList());
    card.put("columns", parts.columns());
    card.put("label", parts.label());
    card.put("baseRates", parts.baseRates());
    if (spec.task() == Task.TOKEN_CLASSIFICATION) {
      card.put("tags", TagForm.of(data, classes, raw.lines()).tree());
    }
    card.put("transforms", applied.stream().map(CardParts::transform).toList());
    card.put(
        "truncation", Truncation.of(encoded.values(), classes.outside(), spec.train().maxLength()));
    return card;
  }

  private Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("read", raw.read());
    if (!spec.data().where().isEmpty()) {
      counts.put("leftOut", raw.leftOut());
      counts.put("where", spec.data().where().stream().map(RowCondition::text).toList());
    }
    counts.put("used", raw.size());
    counts.put("rejected", raw.rejected().size());
    counts.put("badRowsAllowed", spec.data().badRows());
    return counts;
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("name", spec.data().name().orElseGet(() -> raw.files().get(0).name()));
    plan.dataset()
        .ifPresent(
            d -> {
              head.put("title", d.title());
              head.put("source", d.source());
              head.put("licence", d.licence());
              head.put("tier", Fields.written(d.tier()));
              d.notice().ifPresent(notice -> head.put("notice", notice));
              head.put("citation", d.citation());
            });
    head.put("generated", plan.parts().stream().allMatch(p -> p.file().isEmpty()));
    return head;
  }
}
