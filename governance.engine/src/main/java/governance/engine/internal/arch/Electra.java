package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Form;
import governance.engine.internal.nn.Names;
import governance.engine.internal.nn.SequenceHead;

/** ELECTRA's discriminator (Clark et al. 2020): BERT with narrower embeddings. */
final class Electra implements Architecture {
  private static final EncoderConfig OTHERWISE = EncoderConfig.bert(30522, 256, 12, 4, 1024, 512);
  private static final SequenceHead HEAD =
      new SequenceHead(
          "classifier.dense", "classifier.out_proj", SequenceHead.Activation.GELU, true);
  private static final Family FAMILY =
      new Family("electra", "electra.", Names.BERT, HEAD, true, true);

  @Override
  public String type() {
    return FAMILY.type();
  }

  @Override
  public String className() {
    return "Electra";
  }

  @Override
  public EncoderConfig encoder(Settings settings) {
    EncoderConfig read = BertKeys.read(settings, OTHERWISE, FAMILY);
    int width = settings.size("embedding_size", 128);
    Form form = new Form(FAMILY, width, width != read.hidden(), 0, read.layers(), 1);
    return read.with(form, read.positions());
  }

  @Override
  public double headDropout(Settings settings, EncoderConfig encoder, Task task) {
    return settings.probability("classifier_dropout", encoder.hiddenDropout());
  }

  @Override
  public void write(EncoderConfig encoder, Task task, double headDropout, JsonObject json) {
    BertKeys.write(encoder, json);
    json.addProperty("embedding_size", encoder.form().embedding());
    json.addProperty("classifier_dropout", headDropout);
  }
}
