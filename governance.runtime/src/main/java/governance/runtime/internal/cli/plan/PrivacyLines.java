package governance.runtime.internal.cli.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import governance.api.privacy.PrivacyAccount;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.runtime.internal.plan.PrivacyPreview;
import governance.runtime.internal.privacy.EpsilonWords;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.spec.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What noise and its cost look like on the command line. */
public final class PrivacyLines {
  private PrivacyLines() {}

  /** Returns what a plan shows, by name. */
  public static Map<String, String> of(PrivacyPreview privacy) {
    NoisyTraining training = privacy.training();
    GradientPlan plan = training.plan();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("noise", number(plan.noiseMultiplier()) + ", " + Fields.written(plan.noise()));
    boolean auto = plan.clipping() == Clipping.PER_SAMPLE_NORMALISED;
    lines.put("clip", auto ? "automatic" : number(plan.clipNorm()) + " for each row");
    lines.put(
        "rate",
        "%s: each of about %d training rows takes part in each of %d steps with this probability"
            .formatted(number(training.rate()), training.rows(), training.steps()));
    lines.put("epsilon", privacy.account().map(PrivacyLines::cost).orElse("not told"));
    return lines;
  }

  private static String cost(PrivacyAccount account) {
    return "at most "
        + number(account.epsilon().upper())
        + " at delta "
        + number(account.delta())
        + ", by "
        + account.accountant();
  }

  /** Returns what a finished run shows; nothing where no noise was added. */
  public static List<String> of(JsonObject privacy) {
    List<String> lines = new ArrayList<>();
    if (privacy.get("epsilon") instanceof JsonPrimitive epsilon) {
      lines.add(
          "epsilon at most %s at delta %s after %s steps (%s; noise %s, rate %s)"
              .formatted(
                  number(epsilon.getAsDouble()),
                  number(privacy.get("delta").getAsDouble()),
                  privacy.get("steps").getAsString(),
                  privacy.get("accountant").getAsString(),
                  number(privacy.get("noise").getAsDouble()),
                  number(privacy.get("rate").getAsDouble())));
    }
    if (privacy.get("warnings") instanceof JsonArray warnings) {
      warnings.forEach(w -> lines.add("warning: " + w.getAsString()));
    }
    return lines;
  }

  private static String number(double value) {
    return EpsilonWords.number(value);
  }
}
