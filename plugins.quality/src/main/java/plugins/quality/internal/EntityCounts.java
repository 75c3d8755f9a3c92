package plugins.quality.internal;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.List;

/**
 * Weighted counts of entities: there, found, and rightly found; by type and by group of each
 * protected column.
 */
final class EntityCounts {
  final PerKey byType;
  final PerKey[] byGroup;
  private final int[][] groupIndex;
  private final EvaluationSet set;

  private EntityCounts(EvaluationSet set, int types) {
    this.set = set;
    List<String> columns = set.protectedColumns();
    byType = new PerKey(types);
    byGroup = new PerKey[columns.size()];
    groupIndex = new int[columns.size()][];
    for (int c = 0; c < byGroup.length; c++) {
      Groups groups = set.groups(columns.get(c));
      byGroup[c] = new PerKey(groups.names().size());
      groupIndex[c] = groups.index();
    }
  }

  /** Reads all texts; an entity has the weight and the groups of its first word. */
  static EntityCounts of(EvaluationSet set, TagSet tags, boolean strict) {
    EntityCounts counts = new EntityCounts(set, tags.types().size());
    ChunkReader truth = new ChunkReader(tags, strict);
    ChunkReader found = new ChunkReader(tags, strict);
    int[] starts = set.sequences();
    int texts = starts == null ? 1 : starts.length;
    for (int text = 0; text < texts; text++) {
      int from = starts == null ? 0 : starts[text];
      int to = text + 1 < texts ? starts[text + 1] : set.size();
      for (int row = from; row <= to; row++) {
        boolean inside = row < to;
        boolean truthEnded = truth.read(row, inside ? set.labels()[row] : -1);
        boolean foundEnded = found.read(row, inside ? set.predictions()[row] : -1);
        if (truthEnded || foundEnded) {
          counts.add(truthEnded ? truth : null, foundEnded ? found : null);
        }
      }
    }
    return counts;
  }

  private void add(ChunkReader truth, ChunkReader found) {
    boolean hit =
        truth != null
            && found != null
            && truth.endedBegin() == found.endedBegin()
            && truth.endedType() == found.endedType();
    if (truth != null) {
      add(truth, 1, 0, hit ? 1 : 0);
    }
    if (found != null) {
      add(found, 0, 1, 0);
    }
  }

  private void add(ChunkReader chunk, int there, int found, int hit) {
    int first = chunk.endedBegin();
    double weight = set.weight(first);
    if (weight > 0) {
      byType.add(chunk.endedType(), weight, there, found, hit);
      for (int c = 0; c < byGroup.length; c++) {
        if (groupIndex[c][first] >= 0) {
          byGroup[c].add(groupIndex[c][first], weight, there, found, hit);
        }
      }
    }
  }

  /** Counts under several keys. */
  static final class PerKey {
    private final double[] hits;
    private final double[] predicted;
    private final double[] support;
    private final long[] entities;

    PerKey(int keys) {
      hits = new double[keys];
      predicted = new double[keys];
      support = new double[keys];
      entities = new long[keys];
    }

    private void add(int key, double weight, int there, int found, int hit) {
      support[key] += there * weight;
      predicted[key] += found * weight;
      hits[key] += hit * weight;
      entities[key] += there;
    }

    int size() {
      return hits.length;
    }

    PrecisionRecall figures(int key) {
      return new PrecisionRecall(hits[key], predicted[key], support[key]);
    }

    /** Returns the figures over all keys together. */
    PrecisionRecall pooled() {
      double[] sums = new double[3];
      for (int key = 0; key < hits.length; key++) {
        sums[0] += hits[key];
        sums[1] += predicted[key];
        sums[2] += support[key];
      }
      return new PrecisionRecall(sums[0], sums[1], sums[2]);
    }

    /** Returns how many entities are there under a key, whatever their weight above 0. */
    long entities(int key) {
      return entities[key];
    }
  }
}
