package governance.engine.internal.arch;

import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;

/** BERT: Devlin et al. 2019. */
final class Bert implements Architecture {
  private static final EncoderConfig OTHERWISE = EncoderConfig.bert(30522, 768, 12, 12, 3072, 512);

  @Override
  public String type() {
    return "bert";
  }

  @Override
  public String className() {
    return "Bert";
  }

  @Override
  public EncoderConfig encoder(Settings settings) {
    return BertKeys.read(settings, OTHERWISE, Family.BERT);
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
