package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.Activation;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;
import governance.engine.internal.nn.Names;
import governance.engine.internal.nn.SequenceHead;

/** ALBERT (Lan et al. 2020): narrow embeddings and layers that share weights. */
final class Albert implements Architecture {
  private static final EncoderConfig OTHERWISE =
      new EncoderConfig(
          30000, 4096, 12, 64, 16384, 512, 2, Activation.GELU_TANH, 1e-12, 0, 0, 0, 0.02);
  private static final Names NAMES =
      new Names(
          "embeddings.word_embeddings",
          "embeddings.position_embeddings",
          "embeddings.token_type_embeddings",
          "embeddings.LayerNorm",
          "encoder.embedding_hidden_mapping_in",
          "encoder.albert_layer_groups.%1$d.albert_layers.%2$d.",
          "attention.query",
          "attention.key",
          "attention.value",
          "attention.dense",
          "attention.LayerNorm",
          "ffn",
          "ffn_output",
          "full_layer_layer_norm");
  private static final SequenceHead HEAD =
      new SequenceHead("albert.pooler", "classifier", SequenceHead.Activation.TANH, false);
  private static final Family FAMILY = new Family("albert", "albert.", NAMES, HEAD, true, false);

  @Override
  public String type() {
    return FAMILY.type();
  }

  @Override
  public String className() {
    return "Albert";
  }

  @Override
  public EncoderConfig encoder(Settings settings) {
    EncoderConfig read = BertKeys.read(settings, OTHERWISE, FAMILY);
    int width = settings.size("embedding_size", 128);
    int groups = settings.size("num_hidden_groups", 1);
    if (groups > read.layers()) {
      String allowed = "at most num_hidden_layers " + read.layers();
      throw settings.problem("num_hidden_groups", String.valueOf(groups), allowed);
    }
    int inner = settings.size("inner_group_num", 1);
    Form form = new Form(FAMILY, width, true, 0, groups, inner);
    return read.with(form, read.positions());
  }

  /** Only the head for tokens takes the encoder's dropout where the file says null. */
  @Override
  public double headDropout(Settings settings, EncoderConfig encoder, Task task) {
    boolean none = settings.json().has("classifier_dropout_prob");
    double otherwise = none ? encoder.hiddenDropout() : 0.1;
    return settings.probability("classifier_dropout_prob", otherwise);
  }

  @Override
  public void write(EncoderConfig encoder, Task task, double headDropout, JsonObject json) {
    BertKeys.write(encoder, json);
    json.addProperty("embedding_size", encoder.form().embedding());
    json.addProperty("num_hidden_groups", encoder.form().groups());
    json.addProperty("inner_group_num", encoder.form().inner());
    json.addProperty("classifier_dropout_prob", headDropout);
  }
}
