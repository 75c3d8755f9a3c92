package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;
import governance.engine.internal.nn.Names;
import governance.engine.internal.nn.SequenceHead;

/** DistilBERT (Sanh et al. 2019): BERT without token types, under names of its own. */
final class DistilBert implements Architecture {
  private static final double EPSILON = 1e-12;
  private static final Names NAMES =
      new Names(
          "embeddings.word_embeddings",
          "embeddings.position_embeddings",
          "",
          "embeddings.LayerNorm",
          "",
          "transformer.layer.%1$d.",
          "attention.q_lin",
          "attention.k_lin",
          "attention.v_lin",
          "attention.out_lin",
          "sa_layer_norm",
          "ffn.lin1",
          "ffn.lin2",
          "output_layer_norm");
  private static final SequenceHead HEAD =
      new SequenceHead("pre_classifier", "classifier", SequenceHead.Activation.RELU, false);
  private static final Family FAMILY =
      new Family("distilbert", "distilbert.", NAMES, HEAD, false, true);

  @Override
  public String type() {
    return FAMILY.type();
  }

  @Override
  public String className() {
    return "DistilBert";
  }

  @Override
  public EncoderConfig encoder(Settings s) {
    s.refuseOtherComputations();
    int hidden = s.size("dim", 768);
    int heads = s.size("n_heads", 12);
    if (hidden % heads != 0) {
      throw s.problem("dim", String.valueOf(hidden), "a multiple of n_heads " + heads);
    }
    int layers = s.size("n_layers", 6);
    return new EncoderConfig(
        s.size("vocab_size", 30522),
        hidden,
        layers,
        heads,
        s.size("hidden_dim", 3072),
        s.size("max_position_embeddings", 512),
        0,
        s.activation("activation", "gelu"),
        EPSILON,
        s.probability("dropout", 0.1),
        s.probability("attention_dropout", 0.1),
        s.id("pad_token_id", 0),
        s.number("initializer_range", 0.02),
        new Form(FAMILY, hidden, false, 0, layers, 1));
  }

  @Override
  public double headDropout(Settings settings, EncoderConfig encoder, Task task) {
    return task == Task.SEQUENCE_CLASSIFICATION
        ? settings.probability("seq_classif_dropout", 0.2)
        : encoder.hiddenDropout();
  }

  /** Positions that were computed from sines are in the weights like all others. */
  @Override
  public void write(EncoderConfig e, Task task, double headDropout, JsonObject json) {
    json.addProperty("vocab_size", e.vocabulary());
    json.addProperty("dim", e.hidden());
    json.addProperty("n_layers", e.layers());
    json.addProperty("n_heads", e.heads());
    json.addProperty("hidden_dim", e.intermediate());
    json.addProperty("max_position_embeddings", e.positions());
    json.addProperty("sinusoidal_pos_embds", false);
    json.addProperty("activation", e.activation().huggingFaceName());
    json.addProperty("dropout", e.hiddenDropout());
    json.addProperty("attention_dropout", e.attentionDropout());
    if (task == Task.SEQUENCE_CLASSIFICATION) {
      json.addProperty("seq_classif_dropout", headDropout);
    }
    json.addProperty("initializer_range", e.initializerRange());
    json.addProperty("pad_token_id", e.padding() < 0 ? null : e.padding());
  }
}
