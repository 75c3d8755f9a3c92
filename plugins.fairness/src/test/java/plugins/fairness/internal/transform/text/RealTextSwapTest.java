package plugins.fairness.internal.transform.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.transform.RealData;

/** How often pronouns of real texts are swapped as people would. */
class RealTextSwapTest {
  private static final String PRONOUN = "(?i)\\b(he|she|him|her|his|hers|himself|herself)\\b";

  private static Swapper withoutNames() {
    Lexicon lexicon = new Lexicon();
    lexicon.addBuiltIn("english-terms.txt", false);
    return new Swapper(lexicon, true);
  }

  /**
   * The hardest word is "her", which stands for "him" and "his". Texts of Wikipedia with both
   * written as "her" are swapped; the answer is known. The rules were written with the other two
   * parts of the set.
   */
  @Test
  void findsWhetherHerIsHimOrHis() throws IOException {
    Swapper swapper = withoutNames();
    int right = 0;
    int all = 0;
    List<Map<String, String>> rows =
        RealData.table("fairness/gap-pronouns/gap-validation.tsv.gz", '\t');
    for (Map<String, String> row : rows) {
      String text = row.get("Text");
      String hidden =
          text.replaceAll("\\b(him|his)\\b", "her").replaceAll("\\b(Him|His)\\b", "Her");
      Words before = new Words(text);
      Words after = new Words(swapper.swapped(hidden));
      for (int i = 0; i < before.size(); i++) {
        if (before.lower(i).equals("him") || before.lower(i).equals("his")) {
          all++;
          right += after.lower(i).equals(before.lower(i)) ? 1 : 0;
        }
      }
    }
    assertTrue(all > 400, all + " pronouns");
    assertTrue(right >= 0.96 * all, right + " of " + all);
  }

  /** Sentences of WinoBias that differ in their pronoun only, both ways. */
  @Test
  void swapsTheSentencesOfWinoBias() throws IOException {
    Swapper swapper = new Swapper(new Lexicon(), true);
    Map<String, String> anti = new TreeMap<>();
    List<Map<String, String>> rows = RealData.table("fairness/winobias/winobias.csv", ',');
    for (Map<String, String> row : rows) {
      if (row.get("condition").equals("anti")) {
        anti.put(key(row), plain(row));
      }
    }
    int right = 0;
    int all = 0;
    for (Map<String, String> row : rows) {
      String other = row.get("condition").equals("pro") ? anti.get(key(row)) : null;
      if (other != null && !other.equals(plain(row))) {
        all += 2;
        right += swapper.swapped(plain(row)).equals(other) ? 1 : 0;
        right += swapper.swapped(other).equals(plain(row)) ? 1 : 0;
      }
    }
    assertTrue(all > 3000, all + " sentences");
    assertTrue(right >= 0.98 * all, right + " of " + all);
  }

  private static String plain(Map<String, String> row) {
    return row.get("sentence").replaceAll("[\\[\\]]", "");
  }

  private static String key(Map<String, String> row) {
    return row.get("split") + row.get("type") + plain(row).replaceAll(PRONOUN, "#");
  }
}
