package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.resample.Hypergeometric;
import governance.runtime.internal.resample.LongCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Exchanges the groups of rows that are counted by cells: draws tables of outcomes by groups with
 * both margins fixed, which is the distribution that permuting the groups of rows gives (Agresti
 * 2002, Categorical Data Analysis, section 3.5). An outcome is a pair of true and predicted class,
 * with columns that are kept and the weight of a row.
 */
final class TableExchange implements GroupExchange {
  /** Cells that exchange their groups: outcomes times combinations of groups. */
  private record Table(int first, long[] outcomes, long[] groups) {}

  private final long seed;
  private final List<Table> tables = new ArrayList<>();
  private final EvaluationSet cross;
  private final double[] rowWeights;

  /**
   * Prepares the tables.
   *
   * @param cells a set of cells
   * @param rowWeights weight of one row of each cell
   */
  TableExchange(EvaluationSet cells, double[] rowWeights, Basis basis, long seed) {
    this.seed = seed;
    int size = cells.size();
    int[] all = new int[size];
    Arrays.setAll(all, cell -> cell);
    int[] parts = GroupExchange.parts(cells, basis);
    int[] groups = Strata.combinations(cells, all);
    int[] outcomes = outcomes(cells, rowWeights, basis);
    List<Integer> outcomeOf = new ArrayList<>();
    List<Integer> groupOf = new ArrayList<>();
    int count = Arrays.stream(parts).max().orElse(-1) + 1;
    int[][] members = new int[count][];
    for (int part = 0; part < count; part++) {
      int p = part;
      members[part] = Arrays.stream(all).filter(c -> parts[c] == p).toArray();
      add(cells, members[part], outcomes, groups, outcomeOf, groupOf);
    }
    int[] outcomeCells = outcomeOf.stream().mapToInt(Integer::intValue).toArray();
    int[] groupCells = groupOf.stream().mapToInt(Integer::intValue).toArray();
    this.cross = cross(cells, outcomeCells, groupCells);
    this.rowWeights = new double[outcomeCells.length];
    Arrays.setAll(this.rowWeights, i -> rowWeights[outcomeCells[i]]);
  }

  private static int[] outcomes(EvaluationSet cells, double[] rowWeights, Basis basis) {
    int[] outcomes = cells.labels().clone();
    GroupExchange.refine(outcomes, cells.predictions());
    LongCodes weights = new LongCodes();
    GroupExchange.refine(
        outcomes,
        Arrays.stream(rowWeights)
            .mapToInt(w -> weights.code(Double.doubleToLongBits(w)))
            .toArray());
    for (String column : basis.columns()) {
      if (cells.columns().contains(column)) {
        TextCodes texts = new TextCodes();
        GroupExchange.refine(
            outcomes, cells.column(column).stream().mapToInt(texts::code).toArray());
      }
    }
    return outcomes;
  }

  /** Adds the table of one part; notes for each of its cells one that has its outcome or groups. */
  private void add(
      EvaluationSet cells,
      int[] members,
      int[] outcomes,
      int[] groups,
      List<Integer> outcomeOf,
      List<Integer> groupOf) {
    LongCodes rows = new LongCodes();
    LongCodes columns = new LongCodes();
    for (int cell : members) {
      rows.code(outcomes[cell]);
      columns.code(groups[cell]);
    }
    long[] rowSums = new long[rows.size()];
    long[] columnSums = new long[columns.size()];
    int[] rowCell = new int[rows.size()];
    int[] columnCell = new int[columns.size()];
    for (int cell : members) {
      int row = rows.code(outcomes[cell]);
      int column = columns.code(groups[cell]);
      rowSums[row] += cells.count(cell);
      columnSums[column] += cells.count(cell);
      rowCell[row] = cell;
      columnCell[column] = cell;
    }
    tables.add(new Table(outcomeOf.size(), rowSums, columnSums));
    for (int column : columnCell) {
      for (int row : rowCell) {
        outcomeOf.add(row);
        groupOf.add(column);
      }
    }
  }

  private static EvaluationSet cross(EvaluationSet cells, int[] outcomes, int[] groups) {
    EvaluationSet.Builder set =
        EvaluationSet.builder(cells.task(), cells.classes())
            .favourable(cells.favourable())
            .labels(picked(cells.labels(), outcomes))
            .predictions(picked(cells.predictions(), outcomes));
    for (String column : cells.protectedColumns()) {
      EvaluationSet.Groups of = cells.groups(column);
      set.groups(column, of.names(), picked(of.index(), groups));
    }
    for (String column : cells.columns()) {
      List<String> values = cells.column(column);
      set.column(column, Arrays.stream(outcomes).mapToObj(values::get).toList());
    }
    return set.build();
  }

  private static int[] picked(int[] values, int[] at) {
    return Arrays.stream(at).map(i -> values[i]).toArray();
  }

  @Override
  public List<String> columns() {
    return cross.protectedColumns();
  }

  @Override
  public long looks() {
    return cross.size();
  }

  @Override
  public EvaluationSet exchanged(int number) {
    RandomGenerator random = Draws.random(seed, number);
    double[] weights = new double[rowWeights.length];
    for (Table table : tables) {
      draw(random, table, weights);
    }
    return cross.withWeights(weights);
  }

  /** The members of one combination of groups after the other take outcomes that are left. */
  private void draw(RandomGenerator random, Table table, double[] weights) {
    long[] left = table.outcomes().clone();
    long all = Arrays.stream(left).sum();
    int at = table.first();
    for (long members : table.groups()) {
      long wanted = members;
      long rest = all;
      for (int outcome = 0; outcome < left.length; outcome++) {
        long taken = Hypergeometric.draw(random, rest, left[outcome], wanted);
        rest -= left[outcome];
        wanted -= taken;
        left[outcome] -= taken;
        weights[at] = taken * rowWeights[at];
        at++;
      }
      all -= members;
    }
  }
}
