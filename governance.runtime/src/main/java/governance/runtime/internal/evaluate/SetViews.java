package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.resample.Cells;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The forms in which the rows of one evaluation are handed to metrics: cells where a metric rests
 * on counts and many rows are alike, else rows. Each form is made once. Used by one thread.
 */
final class SetViews {
  /** Greatest share of cells among rows, in which counting still pays. */
  private static final int ROWS_PER_CELL = 2;

  private final List<EvaluationSet> models;
  private final long seed;
  private final boolean stratified;
  private final Map<List<Object>, Optional<Cells>> cells = new HashMap<>();
  private final Map<List<String>, Draws> counted = new HashMap<>();
  private final Map<List<Object>, Exchanged> exchanged = new HashMap<>();
  private final Map<EvaluationSet, EvaluationSet> some = new IdentityHashMap<>();
  private Draws plain;

  SetViews(List<EvaluationSet> models, long seed, boolean stratified) {
    this.models = models;
    this.seed = seed;
    this.stratified = stratified;
  }

  /** Returns the draws of all models that suit a metric. */
  Draws draws(Basis basis) {
    Optional<Cells> found = basis.countable() ? cells(models, basis) : Optional.empty();
    if (found.isPresent()) {
      return counted.computeIfAbsent(
          basis.columns(), k -> new CellDraws(found.get(), models.size(), seed, stratified));
    }
    if (plain == null) {
      plain = many() ? new SubsetDraws(models, seed) : new Resampling(models, seed, stratified);
    }
    return plain;
  }

  private boolean many() {
    return models.get(0).sequences() == null && models.get(0).size() > SubsetDraws.FEW;
  }

  private Optional<Cells> cells(List<EvaluationSet> of, Basis basis) {
    EvaluationSet first = of.get(0);
    if (first.sequences() != null || first.size() < ROWS_PER_CELL) {
      return Optional.empty();
    }
    int which = of.size() == models.size() ? -1 : models.indexOf(first);
    return cells.computeIfAbsent(
        List.of(which, basis.columns()),
        k -> Cells.of(of, basis.columns(), first.size() / ROWS_PER_CELL));
  }

  /**
   * Rows of one model whose groups are exchanged.
   *
   * @param set the set that is seen
   * @param exchange the exchanges
   * @param among in words which rows exchange their groups
   */
  record Exchanged(EvaluationSet set, GroupExchange exchange, String among) {}

  /**
   * Returns the rows of one model whose groups are exchanged for a metric, the same for all that
   * are tested alike; none for a metric that does not compare groups, nor for words, whose groups
   * are those of their texts.
   */
  Optional<Exchanged> exchanged(Basis basis, int model) {
    EvaluationSet set = models.get(model);
    if (basis.exchange() == Exchange.NONE || set.sequences() != null || set.size() < 2) {
      return Optional.empty();
    }
    Optional<Cells> found = basis.countable() ? cells(List.of(set), basis) : Optional.empty();
    return Optional.of(
        exchanged.computeIfAbsent(
            List.of(model, found.isPresent(), basis.exchange(), basis.columns()),
            k -> exchanged(set, basis, found)));
  }

  private Exchanged exchanged(EvaluationSet set, Basis basis, Optional<Cells> found) {
    String among = GroupExchange.words(basis);
    if (found.isPresent()) {
      EvaluationSet of = found.get().set(0);
      return new Exchanged(of, new TableExchange(of, found.get().rowWeights(), basis, seed), among);
    }
    EvaluationSet of = set;
    if (many()) {
      of = some.computeIfAbsent(set, all -> RowsOf.set(all, SubsetDraws.some(all.size(), seed)));
      among = among + " of " + of.size() + " drawn from " + set.size();
    }
    return new Exchanged(of, new RowExchange(of, basis, seed), among);
  }
}
