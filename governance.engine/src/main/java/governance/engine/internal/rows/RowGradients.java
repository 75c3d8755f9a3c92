package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.nn.Site;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
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
    List<NDArray> outputs =
        passes.stream().flatMap(p -> p.tape().sites().stream()).map(Site::output).toList();
    List<NDArray> gradients =
        script.call("site_gradients").with(loss).with(outputs).run(script.owner());
    outputs.forEach(NDArray::close);
    Map<String, List<Use>> layers = new LinkedHashMap<>();
    int next = 0;
    for (Pass pass : passes) {
      Slots slots = Slots.of(script.owner(), pass.inputs());
      for (Site site : pass.tape().sites()) {
        Use use = Use.of(pass.inputs(), site, gradients.get(next++), slots);
        layers.computeIfAbsent(site.kind() + " " + site.leaf(), k -> new ArrayList<>()).add(use);
      }
    }
    WordsPart words = words(layers.values());
    for (List<Use> uses : layers.values()) {
      add(uses, words);
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
      case DECODER -> keep(decoder(uses, first.leaf(), words));
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
    Linears layer =
        new Linears(script, form, weight, trained.contains(weight), biasTrained ? bias : -1);
    uses.forEach(layer::add);
    Leaf leaf = parameters.leaves().get(weight);
    layer.parts(leaf).forEach(this::keep);
  }

  private void norm(List<Use> uses, int gain) {
    NDArray x = script.join(uses.stream().map(u -> u.input(script)).toList());
    NDArray g = script.join(uses.stream().map(u -> u.output(script)).toList());
    if (trained.contains(gain)) {
      var call = script.call("row_gains").with(x).with(g).with(encoder.epsilon());
      keep(new KeptPart(script, gain, 0, script.one(call)));
    }
    if (trained.contains(gain + 1)) {
      NDArray sums = script.one(script.call("row_biases").with(g));
      keep(new KeptPart(script, gain + 1, 0, sums));
    }
    x.close();
    g.close();
  }

  private void positions(List<Use> uses) {
    Site first = uses.get(0).site();
    List<NDArray> gradients = uses.stream().map(u -> u.output(script)).toList();
    if (trained.contains(first.leaf())) {
      NDArray sum = script.one(script.call("row_positions").with(gradients));
      keep(new KeptPart(script, first.leaf(), first.row(), sum));
    }
    int types = first.leaf() + 1;
    if (encoder.types() > 0 && trained.contains(types)) {
      NDArray ids = joinIds(uses);
      NDArray g = gradients.size() == 1 ? gradients.get(0) : cat(gradients);
      long count = encoder.types();
      var call = script.call("row_types").with(ids).with(g).with(count);
      keep(new KeptPart(script, types, 0, script.one(call)));
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
        NDArray g = script.join(uses.stream().map(u -> u.output(script)).toList());
        int[] tokens =
            uses.stream()
                .map(Use::inputs)
                .map(Inputs::tokens)
                .flatMapToInt(Arrays::stream)
                .toArray();
        return new WordsPart(script, joinIds(uses), g, tokens, padding);
      }
    }
    return null;
  }

  private Part decoder(List<Use> uses, int bias, WordsPart words) {
    NDArray u = script.join(uses.stream().map(x -> x.input(script)).toList());
    NDArray z = script.join(uses.stream().map(x -> x.output(script)).toList());
    int own = trained.contains(bias) ? bias : -1;
    if (!trained.contains(0)) {
      return new KeptPart(script, own, 0, script.one(script.call("row_biases").with(z)));
    }
    return new DecoderPart(script, new GhostPart(script, 0, own, 0, u, z), words);
  }

  /** Returns the Euclidean norm of each row's gradient over all trained leaves. */
  public double[] norms() {
    double[] sums = script.one(script.call("total_squares").with(squares)).toDoubleArray();
    return Arrays.stream(sums).map(Math::sqrt).toArray();
  }

  /** Adds the rows' gradients, each multiplied by its factor. */
  public void addTo(Sums sums, double[] factors) {
    float[] narrow = new float[factors.length];
    for (int i = 0; i < factors.length; i++) {
      narrow[i] = (float) factors[i];
    }
    NDArray c = script.owner().create(narrow);
    parts.forEach(part -> part.addTo(sums, c));
  }
}
