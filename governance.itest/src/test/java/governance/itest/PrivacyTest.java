package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance privacy} as a user types it: the command reaches the plug-in's accountants. */
@Timeout(120)
class PrivacyTest {
  @TempDir Path folder;

  /** 1.82824 is what Google's dp_accounting gives, 2.10137 what Opacus gives (oracles.json). */
  @Test
  void bothAccountantsAnswer() throws Exception {
    Distribution distribution = new Distribution(folder);
    JsonObject pld = epsilon(distribution, "pld");
    assertEquals(1.82824, pld.get("epsilonUpper").getAsDouble(), 2e-4);
    assertTrue(pld.get("epsilonLower").getAsDouble() > 1.8);
    assertEquals(2.10137, epsilon(distribution, "rdp").get("epsilonUpper").getAsDouble(), 1e-3);
  }

  private JsonObject epsilon(Distribution distribution, String accountant) throws Exception {
    String words = "privacy epsilon --noise 1 --rate 0.01 --steps 1000 --delta 1e-5 --json";
    TinyRuns.Ended ended =
        TinyRuns.ended(distribution.start((words + " --accountant " + accountant).split(" ")));
    assertEquals(0, ended.code(), ended.text());
    return JsonParser.parseString(ended.text()).getAsJsonObject();
  }

  /** The service of the plug-in is reached; noise is far too small to hide 3,000 of 4,000 rows. */
  @Test
  void describesAFileWithNoise() throws Exception {
    StringBuilder rows = new StringBuilder("age,sex\n");
    for (int row = 0; row < 4000; row++) {
      rows.append(20 + row % 40).append(row % 4 == 0 ? ",male\n" : ",female\n");
    }
    Path file = Files.writeString(folder.resolve("people.csv"), rows);
    String words = "privacy card " + file + " --epsilon 1 --number age=0:100 --category sex --json";
    TinyRuns.Ended ended = TinyRuns.ended(new Distribution(folder).start(words.split(" ")));
    assertEquals(0, ended.code(), ended.text());
    JsonObject card = JsonParser.parseString(ended.text()).getAsJsonObject();
    assertEquals(4000, card.get("rows").getAsInt(), 200);
    JsonArray numbers = rows(card, "Numbers").get(0).getAsJsonArray();
    assertEquals(39.5, numbers.get(1).getAsDouble(), 3);
    JsonArray sexes = rows(card, "Rows by sex");
    assertEquals("female", sexes.get(0).getAsJsonArray().get(0).getAsString());
    assertEquals(3000, sexes.get(0).getAsJsonArray().get(1).getAsInt(), 200);
  }

  /** The policy finds its noise, the run its budget, and the second run that there is none left. */
  @Test
  void aRunSpendsTheBudgetOfItsData() throws Exception {
    StringBuilder rows = new StringBuilder("note,sex,default\n");
    for (int row = 0; row < 240; row++) {
      String how = row % 3 == 0 ? "paid late" : "paid on time";
      rows.append(how).append(row % 2 == 0 ? ",f," : ",m,").append(row % 3 == 0 ? "yes\n" : "no\n");
    }
    Path file = Files.writeString(folder.resolve("loans.csv"), rows);
    Distribution distribution = new Distribution(folder);
    assertEquals(
        0, budgeted(distribution, "privacy budget " + file + " --limit 4 --delta 3e-3").code());
    String run =
        "run finance --data "
            + file
            + " --label default --favourable no --protected sex --epsilon 3 --epochs 1 --quiet"
            + " --set penalties=[] --set explainers=[] --set gates=[] --set inspection=[]"
            + " --set evaluation.bootstrap=0 --set train.threads=1 --set train.batch=32"
            + " --set model.folder=null --set model.layers=1 --set model.hidden=32"
            + " --set model.intermediate=64 --out "
            + folder.resolve("runs");
    TinyRuns.Ended first = budgeted(distribution, run);
    assertEquals(0, first.code(), first.text());
    Path evidence = Files.list(folder.resolve("runs")).findFirst().orElseThrow();
    JsonObject spent =
        JsonParser.parseString(Files.readString(evidence.resolve("privacy.json")))
            .getAsJsonObject();
    assertTrue(spent.get("private").getAsBoolean());
    assertTrue(spent.get("epsilon").getAsDouble() <= 3);
    assertTrue(spent.get("epsilonLower").getAsDouble() > 2.8, spent::toString);
    TinyRuns.Ended ledger = budgeted(distribution, "privacy ledger --json");
    assertTrue(ledger.text().contains("\"state\": \"settled\""), ledger.text());
    TinyRuns.Ended second = budgeted(distribution, run);
    assertEquals(2, second.code(), second.text());
    assertTrue(second.text().contains("privacy budget of loans.csv: has spent"), second.text());
  }

  private TinyRuns.Ended budgeted(Distribution distribution, String words) throws Exception {
    List<String> ledger = List.of("-Dgovernance.privacy=" + folder.resolve("ledger"));
    return TinyRuns.ended(distribution.start(ledger, words.split(" ")));
  }

  private static JsonArray rows(JsonObject card, String title) {
    for (JsonElement table : card.getAsJsonArray("tables")) {
      if (table.getAsJsonObject().get("title").getAsString().equals(title)) {
        return table.getAsJsonObject().getAsJsonArray("rows");
      }
    }
    throw new AssertionError("no table " + title + " in " + card);
  }
}
