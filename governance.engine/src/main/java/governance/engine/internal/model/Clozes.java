package governance.engine.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.ClozeScorer;
import governance.engine.Encoded;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.memory.LateReadback;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Padded;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.GradMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Scores many small questions at once: rows of like length share a batch. */
final class Clozes implements ClozeScorer {
  /** Hidden places computed at once: each has a logit for every piece of the vocabulary. */
  private static final int PLACES = 512;

  private final ScriptModule script;
  private final NDManager root;
  private final Encoder encoder;
  private final int mask;
  private final Consumer<List<Encoded>> check;
  private final Runnable close;
  private final TokensAtOnce atOnce;

  /**
   * Scores by a masked language model.
   *
   * @param check refuses texts that the model cannot read
   * @param memory that of the model's device
   * @param close what is done at the end
   */
  Clozes(
      ScriptModule script,
      NDManager root,
      Encoder encoder,
      int mask,
      Consumer<List<Encoded>> check,
      DeviceMemory memory,
      Runnable close) {
    this.atOnce = new TokensAtOnce("scored", memory);
    this.script = script;
    this.root = root;
    this.encoder = encoder;
    this.mask = mask;
    this.check = check;
    this.close = close;
  }

  /** Makes one number of each hidden place from its logits. */
  private interface Figure {
    NDArray of(NDManager owner, NDArray logits, HiddenPlaces hidden, NDManager results);
  }

  @Override
  public List<double[]> scores(List<Encoded> texts, List<int[]> places) {
    List<double[]> losses = figures(texts, places, this::losses);
    return losses.stream()
        .map(own -> Arrays.stream(own).map(loss -> Math.min(0, -loss)).toArray())
        .toList();
  }

  @Override
  public List<int[]> ranks(List<Encoded> texts, List<int[]> places) {
    return figures(texts, places, this::ranks).stream()
        .map(own -> Arrays.stream(own).mapToInt(rank -> (int) rank).toArray())
        .toList();
  }

  private List<double[]> figures(List<Encoded> texts, List<int[]> places, Figure figure) {
    if (texts.size() != places.size() || places.stream().anyMatch(p -> p.length == 0)) {
      throw new IllegalArgumentException(
          texts.size() + " texts and " + places.size() + " lists of hidden places");
    }
    check.accept(texts);
    try (LateReadback results = new LateReadback(script, root)) {
      return GradMode.off(() -> all(texts, places, figure, results));
    }
  }

  private List<double[]> all(
      List<Encoded> texts, List<int[]> places, Figure figure, LateReadback results) {
    Integer[] order = new Integer[texts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -texts.get(i).length()));
    double[][] found = new double[order.length][];
    for (int from = 0; from < order.length; ) {
      int most = texts.get(order[from]).length();
      int hidden = places.get(order[from]).length;
      int to = from + 1;
      while (to < order.length
          && (to - from + 1) * most <= atOnce.most()
          && hidden + places.get(order[to]).length <= PLACES) {
        hidden += places.get(order[to++]).length;
      }
      List<Masked> rows = new ArrayList<>();
      for (int i = from; i < to; i++) {
        rows.add(Masked.at(texts.get(order[i]), places.get(order[i]), mask));
      }
      NDArray result;
      try {
        result = batch(rows, figure, results.owner());
      } catch (RuntimeException e) {
        atOnce.halve(rows.size(), most, e);
        continue;
      }
      int first = from;
      results.add(result, figures -> spread(figures, order, first, places, found));
      from = to;
    }
    results.flush();
    return List.of(found);
  }

  private static void spread(
      float[] figures, Integer[] order, int from, List<int[]> places, double[][] found) {
    for (int next = 0, i = from; next < figures.length; i++) {
      double[] own = new double[places.get(order[i]).length];
      for (int j = 0; j < own.length; j++) {
        own[j] = figures[next++];
      }
      found[order[i]] = own;
    }
  }

  /** A figure of each hidden place, row by row. */
  private NDArray batch(List<Masked> rows, Figure figure, NDManager results) {
    int padding = Math.max(0, encoder.config().encoder().padding());
    try (NDManager owner = root.newSubManager()) {
      int[][] ids = rows.stream().map(m -> m.input().ids()).toArray(int[][]::new);
      Inputs inputs = Inputs.of(script, owner, Padded.of(ids, padding));
      HiddenPlaces hidden = HiddenPlaces.of(script, owner, rows, inputs.length());
      NDArray logits = encoder.infer(owner, inputs.at(hidden.places())).logits();
      return figure.of(owner, logits, hidden, results);
    }
  }

  /** Cross entropy. */
  private NDArray losses(NDManager owner, NDArray logits, HiddenPlaces hidden, NDManager results) {
    long count = hidden.places().size();
    long[] numbers = LongStream.range(0, count).toArray();
    NDArray each = Upload.longs(script, owner, numbers, count);
    var call = script.call("masked_losses").with(logits).with(hidden.originals());
    NDArray losses = call.with(each).with(count).one(owner).get(1);
    losses.attach(results);
    return losses;
  }

  private NDArray ranks(NDManager owner, NDArray logits, HiddenPlaces hidden, NDManager results) {
    return script.call("masked_ranks").with(logits).with(hidden.originals()).one(results);
  }

  @Override
  public void close() {
    close.run();
  }
}
