package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.nn.Site;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradients of the rows of one micro-batch from one backward pass ("book-keeping", Bu et al.
 * 2023, arXiv 2210.00038): norms first, then the sum of what the norms decide. All arrays end with
 * the scope that this is made in. Used by one thread, with grad mode off.
 */
public final class RowGradients {
  private final RowScript script;
  private final Parameters parameters;
  private final EncoderConfig encoder;
  private final List<Integer> trained;
  private final int padding;
  private final Form form;
  private final KeptRows kept;
  private final GhostRows ghosts;
  private final List<Part> parts = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();

  private RowGradients(
      RowScript script, Parameters parameters, EncoderConfig encoder, int padding, long kept) {
    this.script = script;
    this.parameters = parameters;
    this.encoder = encoder;
    this.trained = parameters.trained();
    this.padding = padding;
    this.form = new Form(kept);
    this.kept = new KeptRows(script, parameters.leaves(), encoder.epsilon());
    this.ghosts = new GhostRows(script, parameters.leaves());
  }

  /**
   * Returns how many rows of a length a backward pass should have so that what is kept of them
   * stays small, at least 1.
   */
  public static int rows(Parameters parameters, int length) {
    long each = 1;
    for (int i : parameters.trained()) {
      long[] shape = parameters.leaves().get(i).shape();
      boolean weight = parameters.leaves().get(i).kind() == Leaf.Kind.WEIGHT;
      if (weight && Form.cheaper(length, shape[1], shape[0])) {
        each += shape[0] * shape[1];
      }
    }
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Form.MOST / each));
  }

  /**
   * Differentiates.
   *
   * @param owner owns what is kept
   * @param loss sum of the losses of the rows, each of which depends on its row of the passes alone
   * @param passes recorded, all of the same rows in the same order
   * @param padding row of the word table that gets no gradient, or -1
   */
  public static RowGradients of(
      NDManager owner,
      ScriptModule script,
      Parameters parameters,
      EncoderConfig encoder,
      NDArray loss,
      List<Pass> passes,
      int padding) {
    RowScript calls = new RowScript(script, owner);
    RowGradients rows = new RowGradients(calls, parameters, encoder, padding, Form.MOST);
    rows.differentiate(loss, passes);
    return rows;
  }

  private void differentiate(NDArray loss, List<Pass> passes) {
    Map<String, List<Use>> layers = new LinkedHashMap<>();
    for (Use use : Uses.of(script, loss, passes)) {
      String layer = use.site().kind() + " " + use.site().leaf();
      layers.computeIfAbsent(layer, k -> new ArrayList<>()).add(use);
    }
    WordsPart words = words(layers.values());
    for (List<Use> uses : layers.values()) {
      add(uses, words);
      kept.makeMany();
    }
    if (words != null && layers.values().stream().noneMatch(RowGradients::decoder)) {
      keep(words);
    }
  }

  private static boolean decoder(List<Use> uses) {
    return uses.get(0).site().kind() == Site.Kind.DECODER;
  }

  private void add(List<Use> uses, WordsPart words) {
    Site first = uses.get(0).site();
    switch (first.kind()) {
      case LINEAR -> linear(uses, first.leaf(), first.leaf() + 1);
      case WEIGHT -> linear(uses, first.leaf(), -1);
      case NORM -> norm(uses, first.leaf());
      case POSITIONS -> positions(uses);
      case DECODER -> decoder(uses, first.leaf(), words);
      case WORDS -> {}
      default -> throw new IllegalStateException("a site of kind " + first.kind());
    }
  }

  private void keep(Part part) {
    parts.add(part);
    squares.add(part.squares());
  }

  private void linear(List<Use> uses, int weight, int bias) {
    boolean biasTrained = bias >= 0 && trained.contains(bias);
    boolean weightTrained = trained.contains(weight);
    int own = biasTrained ? bias : -1;
    Linears layer = new Linears(script, form, kept, ghosts, weight, weightTrained, own);
    uses.forEach(layer::add);
    layer.ask(parameters.leaves().get(weight));
  }

  private void norm(List<Use> uses, int gain) {
    NDArray x = script.join(uses.stream().map(Use::input).toList());
    NDArray g = script.join(uses.stream().map(Use::output).toList());
    if (trained.contains(gain)) {
      kept.ask(KeptRows.Kind.GAIN, gain, 0, x, g);
    }
    if (trained.contains(gain + 1)) {
      kept.ask(KeptRows.Kind.BIAS, gain + 1, 0, g, g);
    }
    kept.free(x);
    kept.free(g);
  }

  private void positions(List<Use> uses) {
    Site first = uses.get(0).site();
    List<NDArray> gradients = uses.stream().map(Use::output).toList();
    if (trained.contains(first.leaf())) {
      NDArray sum = script.one(script.call("row_positions").with(gradients));
      kept.add(new Kept(first.leaf(), first.row(), sum));
    }
    int types = first.leaf() + 1;
    if (encoder.types() > 0 && trained.contains(types)) {
      NDArray ids = joinIds(uses);
      NDArray g = gradients.size() == 1 ? gradients.get(0) : cat(gradients);
      long count = encoder.types();
      var call = script.call("row_types").with(ids).with(g).with(count);
      kept.add(new Kept(types, 0, script.one(call)));
    }
  }

  private NDArray cat(List<NDArray> all) {
    return script.one(script.call("cat_time").with(all));
  }

  /** Ids or types belong to the batch, so they are never closed here. */
  private NDArray joinIds(List<Use> uses) {
    List<NDArray> all = uses.stream().map(u -> u.site().input()).toList();
    return all.size() == 1 ? all.get(0) : cat(all);
  }

  private WordsPart words(Iterable<List<Use>> layers) {
    for (List<Use> uses : layers) {
      if (uses.get(0).site().kind() == Site.Kind.WORDS) {
        NDArray g = script.join(uses.stream().map(Use::output).toList());
        RepeatedWords words = RepeatedWords.of(tokens(uses), padding);
        return words.words().length == 0 ? null : new WordsPart(script, joinIds(uses), g, words);
      }
    }
    return null;
  }

  /** Returns the words of each row in all uses. */
  private static int[][] tokens(List<Use> uses) {
    int all = uses.stream().mapToInt(use -> use.inputs().length()).sum();
    int[][] tokens = new int[uses.get(0).inputs().rows()][all];
    int at = 0;
    for (Use use : uses) {
      int length = use.inputs().length();
      for (int row = 0; row < tokens.length; row++) {
        System.arraycopy(use.inputs().tokens(), row * length, tokens[row], at, length);
      }
      at += length;
    }
    return tokens;
  }

  private void decoder(List<Use> uses, int bias, WordsPart words) {
    NDArray u = script.join(uses.stream().map(Use::input).toList());
    NDArray z = script.join(uses.stream().map(Use::output).toList());
    int own = trained.contains(bias) ? bias : -1;
    if (!trained.contains(0)) {
      kept.ask(KeptRows.Kind.BIAS, own, 0, z, z);
      return;
    }
    GhostRows layer = new GhostRows(script, parameters.leaves());
    layer.ask(0, own, 0, u, z);
    keep(new DecoderPart(script, u, z, layer, words));
  }

  /**
   * Clips.
   *
   * @return the Euclidean norm of each row's gradient over all trained leaves, [B] float64, and
   *     what it is multiplied by, [B] float32. A row whose norm is not a number has no number as
   *     factor, so that the sums have none either
   */
  public List<NDArray> clip(ClipRule rule) {
    squares.addAll(ghosts.squares());
    var call = script.call("row_norms").with(kept.squares()).with(squares).with(rule.bound());
    return call.with(rule.normalised() ? ClipRule.GAMMA : -1).run(script.owner());
  }

  /**
   * Adds the rows' gradients, each multiplied by its factor.
   *
   * @param factors [B] float32
   */
  public void addTo(Sums sums, NDArray factors) {
    kept.addTo(sums, factors);
    ghosts.addTo(sums, factors);
    parts.forEach(part -> part.addTo(sums, factors));
  }
}
