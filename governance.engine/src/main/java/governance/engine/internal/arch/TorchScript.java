package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.Activation;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;
import governance.engine.internal.nn.SequenceHead;

/**
 * A TorchScript encoder in {@code encoder.pt}, which is used as it is, below a head of ours. The
 * file says what cannot be asked of a module: sizes and the padding id.
 */
final class TorchScript implements Architecture {
  private static final SequenceHead HEAD =
      new SequenceHead(
          "classifier.dense", "classifier.out_proj", SequenceHead.Activation.TANH, true);
  private static final Family FAMILY = Family.external("torchscript", HEAD);

  @Override
  public String type() {
    return FAMILY.type();
  }

  @Override
  public String className() {
    return "TorchScript";
  }

  @Override
  public EncoderConfig encoder(Settings s) {
    for (String key : new String[] {"vocab_size", "hidden_size", "max_position_embeddings"}) {
      if (!s.has(key)) {
        throw s.problem(key, "missing", "a whole number from 1");
      }
    }
    return new EncoderConfig(
        s.size("vocab_size", 1),
        s.size("hidden_size", 1),
        0,
        1,
        1,
        s.size("max_position_embeddings", 1),
        0,
        Activation.GELU,
        1e-12,
        0,
        0,
        s.id("pad_token_id", 0),
        s.number("initializer_range", 0.02),
        new Form(FAMILY, 1, false, 0, 0, 1));
  }

  @Override
  public double headDropout(Settings settings, EncoderConfig encoder, Task task) {
    return settings.probability("classifier_dropout", 0.1);
  }

  @Override
  public void write(EncoderConfig e, Task task, double headDropout, JsonObject json) {
    json.addProperty("vocab_size", e.vocabulary());
    json.addProperty("hidden_size", e.hidden());
    json.addProperty("max_position_embeddings", e.positions());
    json.addProperty("pad_token_id", e.padding() < 0 ? null : e.padding());
    json.addProperty("initializer_range", e.initializerRange());
    json.addProperty("classifier_dropout", headDropout);
  }
}
