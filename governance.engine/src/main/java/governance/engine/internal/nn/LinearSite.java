package governance.engine.internal.nn;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The linear layers of an encoder layer, in the order of the script text. */
enum LinearSite {
  QUERY(Names::query, EncoderConfig::hidden, EncoderConfig::hidden),
  KEY(Names::key, EncoderConfig::hidden, EncoderConfig::hidden),
  VALUE(Names::value, EncoderConfig::hidden, EncoderConfig::hidden),
  ATTENTION_OUTPUT(Names::attentionOutput, EncoderConfig::hidden, EncoderConfig::hidden),
  INTERMEDIATE(Names::intermediate, EncoderConfig::intermediate, EncoderConfig::hidden),
  OUTPUT(Names::output, EncoderConfig::hidden, EncoderConfig::intermediate);

  private final Function<Names, String> name;
  private final ToIntFunction<EncoderConfig> out;
  private final ToIntFunction<EncoderConfig> in;

  LinearSite(
      Function<Names, String> name,
      ToIntFunction<EncoderConfig> out,
      ToIntFunction<EncoderConfig> in) {
    this.name = name;
    this.out = out;
    this.in = in;
  }

  /** Full name of the module in a layer that owns weights, counted from 0. */
  String module(EncoderConfig config, int ownLayer) {
    int inner = config.form().inner();
    String layer = config.family().names().layer().formatted(ownLayer / inner, ownLayer % inner);
    return config.family().prefix() + layer + name.apply(config.family().names());
  }

  int out(EncoderConfig config) {
    return out.applyAsInt(config);
  }

  int in(EncoderConfig config) {
    return in.applyAsInt(config);
  }

  /** Whether the module reads every position even where the layer gives the first one only. */
  boolean readsAll() {
    return this == KEY || this == VALUE;
  }
}
