package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;

/** Keys of {@code config.json} that BERT and the architectures made from it share. */
final class BertKeys {
  private BertKeys() {}

  /**
   * Reads sizes and constants.
   *
   * @param otherwise values of absent keys
   * @param family the architecture
   */
  static EncoderConfig read(Settings s, EncoderConfig otherwise, Family family) {
    s.refuseOtherComputations();
    int hidden = s.size("hidden_size", otherwise.hidden());
    int heads = s.size("num_attention_heads", otherwise.heads());
    if (hidden % heads != 0) {
      throw s.problem("hidden_size", "" + hidden, "a multiple of num_attention_heads " + heads);
    }
    int layers = s.size("num_hidden_layers", otherwise.layers());
    return new EncoderConfig(
        s.size("vocab_size", otherwise.vocabulary()),
        hidden,
        layers,
        heads,
        s.size("intermediate_size", otherwise.intermediate()),
        s.size("max_position_embeddings", otherwise.positions()),
        s.size("type_vocab_size", otherwise.types()),
        s.activation("hidden_act", otherwise.activation().huggingFaceName()),
        s.number("layer_norm_eps", otherwise.epsilon()),
        s.probability("hidden_dropout_prob", otherwise.hiddenDropout()),
        s.probability("attention_probs_dropout_prob", otherwise.attentionDropout()),
        s.id("pad_token_id", otherwise.padding()),
        s.number("initializer_range", otherwise.initializerRange()),
        new Form(family, hidden, false, 0, layers, 1));
  }

  static void write(EncoderConfig e, JsonObject json) {
    json.addProperty("vocab_size", e.vocabulary());
    json.addProperty("hidden_size", e.hidden());
    json.addProperty("num_hidden_layers", e.layers());
    json.addProperty("num_attention_heads", e.heads());
    json.addProperty("intermediate_size", e.intermediate());
    json.addProperty("max_position_embeddings", e.positions() + e.form().offset());
    json.addProperty("type_vocab_size", e.types());
    json.addProperty("hidden_act", e.activation().huggingFaceName());
    json.addProperty("layer_norm_eps", e.epsilon());
    json.addProperty("hidden_dropout_prob", e.hiddenDropout());
    json.addProperty("attention_probs_dropout_prob", e.attentionDropout());
    json.addProperty("initializer_range", e.initializerRange());
    json.addProperty("pad_token_id", e.padding() < 0 ? null : e.padding());
    json.addProperty("position_embedding_type", "absolute");
  }
}
