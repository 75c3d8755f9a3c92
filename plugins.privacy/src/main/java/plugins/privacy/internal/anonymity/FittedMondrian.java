package plugins.privacy.internal.anonymity;

import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Local recoding as it was learnt. A training row gets the regions of its group, which is found by
 * its place among the training rows, for relaxed cuts do not tell it from its values; any other row
 * those of the group that the cuts lead to.
 */
final class FittedMondrian implements FittedTransform {
  private final Task task;
  private final Mondrian.Found found;
  private final Map<String, Double> figures;
  private final Dataset training;
  private final boolean relaxed;

  private FittedMondrian(Task task, Mondrian.Found found, Dataset training, boolean relaxed) {
    this.task = task;
    this.found = found;
    this.training = training;
    this.relaxed = relaxed;
    this.figures =
        InformationLoss.of(found.recoding(), task.domains(), task.codes(), task.k()).figures();
    RiskChange.into(figures, task, found.recoding());
  }

  static FittedMondrian fit(Task task, Dataset training, boolean relaxed) {
    Mondrian.Found found = new Mondrian(task.domains(), task.codes(), task.models(), relaxed).run();
    return new FittedMondrian(task, found, training, relaxed);
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    List<int[]> codes = new ArrayList<>();
    task.columns().forEach(c -> codes.add(domain(codes.size()).encode(data.values(c.name()))));
    int[] groups = split == Split.TRAIN && fitted(data) ? learnt() : led(codes, data.size());
    Rewriting rewriting = new Rewriting(data);
    for (int column = 0; column < codes.size(); column++) {
      String[] labels = labels(column);
      List<String> texts = new ArrayList<>(data.size());
      for (int row = 0; row < data.size(); row++) {
        boolean unknown = codes.get(column)[row] < 0;
        texts.add(unknown ? Values.ANY : labels[groups[row]]);
      }
      rewriting.column(task.columns().get(column), texts);
    }
    return rewriting.result();
  }

  private Domain domain(int column) {
    return task.domains().get(column);
  }

  /** Whether these are the rows that were fitted on. */
  private boolean fitted(Dataset data) {
    return data.size() == training.size()
        && task.columns().stream()
            .allMatch(c -> data.values(c.name()).equals(training.values(c.name())));
  }

  private int[] learnt() {
    EquivalenceClasses classes = found.recoding().classes();
    int[] groups = new int[task.rows()];
    for (int group = 0; group < classes.count(); group++) {
      for (int at = classes.starts()[group]; at < classes.starts()[group + 1]; at++) {
        groups[classes.rows()[at]] = group;
      }
    }
    return groups;
  }

  private int[] led(List<int[]> codes, int rows) {
    int[] groups = new int[rows];
    int[] row = new int[codes.size()];
    for (int at = 0; at < rows; at++) {
      for (int column = 0; column < row.length; column++) {
        row[column] = codes.get(column)[at];
      }
      groups[at] = found.cuts().group(row);
    }
    return groups;
  }

  private String[] labels(int column) {
    Recoding recoding = found.recoding();
    String[] labels = new String[recoding.regions().length];
    for (int group = 0; group < labels.length; group++) {
      labels[group] = domain(column).label(recoding.regions()[group][column]);
    }
    return labels;
  }

  @Override
  public Map<String, Double> figures() {
    return figures;
  }

  @Override
  public String state() {
    String how = relaxed ? "relaxed Mondrian, " : "strict Mondrian, ";
    return how + task.description() + found.cuts().description() + '\n' + figures;
  }
}
