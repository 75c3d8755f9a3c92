package governance.runtime.internal.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataNotesTest {
  private static List<String> lines(String card) {
    return new DataNotes((JsonObject) JsonParser.parseString(card)).lines();
  }

  @Test
  void whatCouldNotBeUsedIsSaid() {
    assertEquals(
        List.of(
            "2 of 1,301 rows rejected; first a.csv line 1,007: 3 fields instead of 4",
            "6 texts (5.0 %) cut at train.maxLength 128, longest 204; 456 words lost, 12 of them with a tag",
            "12 tags continue no entity, first on line 71"),
        lines(
            "{\"rows\": {\"read\": 1301, \"rejected\": 2}, \"rejected\": [{\"file\": \"a.csv\", \"line\": 1007,"
                + " \"reason\": \"3 fields instead of 4\"}], \"truncation\": {\"longest\": 204, \"maxLength\": 128,"
                + " \"lostWords\": 456, \"lostTaggedWords\": 12, \"share\": 0.05, \"truncated\": 6},"
                + " \"tags\": {\"orphans\": 12, \"lines\": [71, 90]}}"));
  }

  @Test
  void nothingIsSaidOfDataThatWasUsedWhole() {
    assertEquals(
        List.of(),
        lines(
            "{\"rows\": {\"read\": 10, \"rejected\": 0}, \"rejected\": [], \"truncation\": {\"truncated\": 0}}"));
    assertEquals(List.of(), lines("{}"));
  }
}
