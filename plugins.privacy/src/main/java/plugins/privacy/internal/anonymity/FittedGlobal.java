package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Global recoding as it was learnt: the level of each column, and the combinations of labels that
 * are published. A row with another combination is left out of training, and elsewhere {@code *}
 * throughout.
 */
final class FittedGlobal implements FittedTransform {
  private static final long MOST_NODES = 2_000_000;

  private final Task task;
  private final GlobalSearch.Found found;
  private final Map<String, Double> figures;
  private final Set<List<String>> published = new HashSet<>();

  private FittedGlobal(Task task, GlobalSearch.Found found) {
    this.task = task;
    this.found = found;
    this.figures =
        InformationLoss.of(found.recoding(), task.domains(), task.codes(), task.k()).figures();
    figures.put("minimised loss", found.loss());
    RiskChange.into(figures, task, found.recoding());
    Recoding recoding = found.recoding();
    for (int group = 0; group < recoding.regions().length; group++) {
      if (!recoding.suppressed()[group]) {
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < task.domains().size(); column++) {
          Domain domain = task.domains().get(column);
          int code = recoding.regions()[group][column].low();
          labels.add(domain.groupLabel(found.levels()[column], code));
        }
        published.add(labels);
      }
    }
  }

  static FittedGlobal fit(Task task, KAnonymity.Config config) {
    long nodes = Lattice.size(task.domains());
    if (nodes > MOST_NODES) {
      throw GovernanceException.spec(
          KAnonymity.ID + " setting hierarchies",
          "they have " + nodes + " combinations of levels",
          "at most " + MOST_NODES,
          "Use fewer levels or columns, or method MONDRIAN");
    }
    LevelCosts costs = new LevelCosts(config.minimise(), task.domains(), task.codes());
    int limit = (int) Math.floor(config.suppress() * task.rows() + 1e-9);
    GlobalSearch search =
        new GlobalSearch(
            task.domains(), task.codes(), task.models(), limit, costs, config.chargeSuppressed());
    // all values one is a node, and that all rows in one group meet the conditions was checked
    return new FittedGlobal(task, search.run().orElseThrow());
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    List<List<String>> columns = new ArrayList<>();
    for (int column = 0; column < task.columns().size(); column++) {
      columns.add(labels(column, data));
    }
    boolean[] out = new boolean[data.size()];
    for (int row = 0; row < out.length; row++) {
      List<String> labels = new ArrayList<>(columns.size());
      for (List<String> column : columns) {
        labels.add(column.get(row));
      }
      out[row] = !published.contains(labels);
    }
    Rewriting rewriting = new Rewriting(data);
    for (int column = 0; column < columns.size(); column++) {
      rewriting.column(task.columns().get(column), hidden(columns.get(column), out, split));
    }
    rewriting.suppress(split, out);
    return rewriting.result();
  }

  private List<String> labels(int column, Dataset data) {
    Domain domain = task.domains().get(column);
    List<String> labels = new ArrayList<>(data.size());
    for (Object value : data.values(task.columns().get(column).name())) {
      labels.add(domain.label(found.levels()[column], value));
    }
    return labels;
  }

  private static List<String> hidden(List<String> labels, boolean[] out, Split split) {
    if (split == Split.TRAIN) {
      return labels;
    }
    for (int row = 0; row < out.length; row++) {
      if (out[row]) {
        labels.set(row, Values.ANY);
      }
    }
    return labels;
  }

  @Override
  public Map<String, Double> figures() {
    return figures;
  }

  @Override
  public String state() {
    return "full-domain generalisation, "
        + task.description()
        + "levels "
        + Arrays.toString(found.levels())
        + ", "
        + found.checks()
        + " of "
        + found.nodes()
        + " combinations checked\n"
        + figures;
  }
}
