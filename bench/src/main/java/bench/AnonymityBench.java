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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import plugins.privacy.internal.anonymity.KAnonymity;

/** How long k-anonymity of Adult takes and what it loses, beside Mondrian in numpy. */
final class AnonymityBench {
  private static final int K = 10;
  private static final double TARGET_SECONDS = 2;
  private static final List<String> QUASI =
      List.of(
          "sex",
          "age",
          "race",
          "marital-status",
          "education",
          "native-country",
          "workclass",
          "occupation",
          "income");

  private AnonymityBench() {}

  /** Runs the cases given, or both. */
  static void run(String[] args) throws IOException {
    String data = System.getenv("GOVERNANCE_DATA");
    if (data == null) {
      throw new IllegalArgumentException("anonymity needs GOVERNANCE_DATA with adult-income");
    }
    List<Path> files = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      files.add(Path.of(data, "finance/adult-income/adult." + part + ".csv.gz"));
    }
    Dataset rows = rows(files);
    for (String name : Turns.cases(args, "mondrian", "relaxed")) {
      if (!name.equals("mondrian") && !name.equals("relaxed")) {
        throw new IllegalArgumentException("case " + name + "; allowed: mondrian, relaxed");
      }
      measure("anonymity " + name, rows, name.equals("relaxed"), files);
    }
  }

  private static void measure(String name, Dataset rows, boolean relaxed, List<Path> files) {
    Settings settings = Settings.of(KAnonymity.class.getName(), settings(relaxed));
    FittedTransform[] fitted = new FittedTransform[1];
    Optional<Peer> started =
        Peer.start(
            "mondrian.py", files.get(0) + "," + files.get(1), K, String.join(",", QUASI), "age");
    double[][] answer = {
      new double[] {Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN}
    };
    Turns turns =
        Turns.take(
            1,
            Setup.turns(5),
            () ->
                Clock.WALL.time(
                        () -> {
                          fitted[0] = new KAnonymity().fit(new Given(rows, settings));
                          fitted[0].apply(rows, Split.TRAIN);
                        })
                    / 1e3,
            () -> {
              started.ifPresent(peer -> answer[0] = peer.ask("go"));
              return answer[0][0] / 1e3;
            });
    started.ifPresent(Peer::close);
    double ours = turns.median(0);
    Turns.print(name + "-target", "ours", ours, "target", TARGET_SECONDS, TARGET_SECONDS / ours);
    Turns.print(name + "-seconds", "ours", ours, "peer", turns.median(1), turns.ratio(1, 0));
    Map<String, Double> figures = fitted[0].figures();
    loss(name + "-certainty", figures.get("global certainty penalty"), answer[0][2]);
    loss(name + "-certainty-as-sets", figures.get("global certainty penalty"), answer[0][5]);
    loss(name + "-discernibility", figures.get("discernibility"), answer[0][3]);
    loss(name + "-class-size", figures.get("average class size"), answer[0][4]);
  }

  private static Map<String, Object> settings(boolean relaxed) {
    return Map.of("quasi", QUASI, "k", K, "relaxed", relaxed);
  }

  private static void loss(String name, double ours, double peer) {
    Turns.print(name, "ours", ours, "peer", peer, peer / ours);
  }

  private static Dataset rows(List<Path> files) throws IOException {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    QUASI.forEach(name -> columns.put(name, new ArrayList<>()));
    for (Path file : files) {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        List<String> header = List.of(in.readLine().split(","));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String[] fields = line.split(",");
          for (String name : QUASI) {
            String field = fields[header.indexOf(name)].strip();
            columns.get(name).add(name.equals("age") ? (Object) Double.valueOf(field) : field);
          }
        }
      }
    }
    List<Column> schema = new ArrayList<>();
    for (String name : QUASI) {
      ValueType type = name.equals("age") ? ValueType.NUMBER : ValueType.STRING;
      schema.add(new Column(name, type, Role.FEATURE));
    }
    return Dataset.of(new Schema(schema), new ArrayList<>(columns.values()));
  }

  private record Given(Dataset training, Settings settings) implements TransformSetup {
    @Override
    public long seed() {
      return 1;
    }
  }
}
