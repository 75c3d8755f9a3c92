package bench;

import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import plugins.privacy.internal.personaldata.Redaction;

/** How many megabytes of text a core searches for personal data in a second, replacing included. */
final class ScanBench {
  private static final int BYTES = 20_000_000;
  private static final String PROSE =
      "The patient was admitted on May 17, 2020 with shortness of breath and was seen by Dr. Okafor."
          + " She lives at 12 Old Mill Road in Springfield and can be reached at (212) 555-0123 or"
          + " ann.lee@example.org. Blood pressure was 140/90 and the weight had not changed since the"
          + " last visit; the family asked for a written plan, which was given to them before they"
          + " left. MRN 00123456. There is no history of allergies, and the results of all tests that"
          + " were ordered are within the usual range for a person of this age.";
  private static final Map<String, String> TEXTS =
      Map.of(
          "prose", PROSE,
          "plain", "there is nothing in these words that a rule would have to look at twice. ",
          "digits", "4111 1111 1111 1112 10.20.30.400 7 7 7 123456789012 ",
          "chinese", "患者于2020年5月17日因发热三天入院，查体未见异常，联系电话13812345678，予以对症治疗。");

  private ScanBench() {}

  /** Runs the cases given, or all. */
  static void run(String[] args) {
    for (String name : Turns.cases(args, "prose", "plain", "digits", "chinese")) {
      String text = TEXTS.get(name);
      if (text == null) {
        throw new IllegalArgumentException(
            "case " + name + "; allowed: prose, plain, digits, chinese");
      }
      measure(name, text);
    }
  }

  private static void measure(String name, String text) {
    String row = text.repeat(Math.max(1, 2_000 / text.length()));
    int size = row.getBytes(StandardCharsets.UTF_8).length;
    List<String> rows = Collections.nCopies(BYTES / size, row);
    Dataset data =
        Dataset.of(
            new Schema(List.of(new Column("note", ValueType.STRING, Role.TEXT))), List.of(rows));
    FittedTransform fitted = new Redaction().fit(new Given(data, Settings.EMPTY));
    Turns turns =
        Turns.take(
            2,
            Setup.turns(5),
            () -> {
              long begin = System.nanoTime();
              fitted.apply(data, Split.TEST);
              return (System.nanoTime() - begin) / 1e9;
            },
            () -> Double.NaN);
    double rate = (double) rows.size() * size / 1e6 / turns.median(0);
    Turns.print("scan " + name, "ours MB/s", rate, "target", 20, rate / 20);
  }

  private record Given(Dataset training, Settings settings) implements TransformSetup {
    @Override
    public long seed() {
      return 1;
    }
  }
}
