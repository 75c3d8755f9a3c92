package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.Activation;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;
import governance.engine.internal.nn.Names;
import governance.engine.internal.nn.SequenceHead;

/**
 * RoBERTa (Liu et al. 2019) and XLM-R (Conneau et al. 2020): BERT with positions that begin behind
 * the padding id, without pooler, and with a head of its own.
 */
final class Roberta implements Architecture {
  private static final EncoderConfig OTHERWISE = defaults(50265);
  private static final EncoderConfig OTHERWISE_XLM = defaults(30522);
  private static final SequenceHead HEAD =
      new SequenceHead(
          "classifier.dense", "classifier.out_proj", SequenceHead.Activation.TANH, true);

  private final Family family;
  private final String className;
  private final EncoderConfig otherwise;

  private Roberta(String type, String className, EncoderConfig otherwise) {
    this.family = new Family(type, "roberta.", Names.BERT, HEAD, true, true);
    this.className = className;
    this.otherwise = otherwise;
  }

  private static EncoderConfig defaults(int vocabulary) {
    return new EncoderConfig(
        vocabulary, 768, 12, 12, 3072, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1, 1, 0.02);
  }

  static Roberta roberta() {
    return new Roberta("roberta", "Roberta", OTHERWISE);
  }

  static Roberta xlm() {
    return new Roberta("xlm-roberta", "XLMRoberta", OTHERWISE_XLM);
  }

  @Override
  public String type() {
    return family.type();
  }

  @Override
  public String className() {
    return className;
  }

  @Override
  public EncoderConfig encoder(Settings settings) {
    int padding = settings.id("pad_token_id", 1);
    if (padding < 0) {
      throw settings.problem("pad_token_id", "null", "the id that positions are counted from");
    }
    EncoderConfig read = BertKeys.read(settings, otherwise, family);
    int offset = padding + 1;
    if (read.positions() <= offset) {
      String got = String.valueOf(read.positions());
      throw settings.problem("max_position_embeddings", got, "more than pad_token_id + 1");
    }
    Form form = new Form(family, read.hidden(), false, offset, read.layers(), 1);
    return read.with(form, read.positions() - offset);
  }

  @Override
  public double headDropout(Settings settings, EncoderConfig encoder, Task task) {
    return settings.probability("classifier_dropout", encoder.hiddenDropout());
  }

  @Override
  public void write(EncoderConfig encoder, Task task, double headDropout, JsonObject json) {
    BertKeys.write(encoder, json);
    json.addProperty("classifier_dropout", headDropout);
  }
}
