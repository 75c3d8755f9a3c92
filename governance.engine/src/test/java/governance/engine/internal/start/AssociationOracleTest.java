package governance.engine.internal.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.engine.Encoded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Association and singular vectors against numpy and scikit-learn on a small case. */
class AssociationOracleTest {
  private static final int VOCABULARY = 14;

  private final JsonObject oracle = read();
  private final List<Encoded> texts = texts();

  private static JsonObject read() {
    try {
      String json = Files.readString(Path.of("src/test/resources/start/association.json"));
      return JsonParser.parseString(json).getAsJsonObject();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Encoded> texts() {
    List<Encoded> all = new ArrayList<>();
    for (JsonElement text : oracle.getAsJsonArray("texts")) {
      int[] ids = new int[text.getAsJsonArray().size()];
      Arrays.setAll(ids, i -> text.getAsJsonArray().get(i).getAsInt());
      int[] words = Arrays.stream(ids).map(id -> id < 2 ? -1 : id).toArray();
      all.add(new Encoded(ids, words, List.of(), 0));
    }
    return all;
  }

  private Association association(List<Encoded> counted) {
    PairCounts pairs = new PairCounts(VOCABULARY);
    pairs.add(counted);
    return Association.of(pairs, VOCABULARY);
  }

  private static double at(JsonArray matrix, int i, int j) {
    return matrix.get(i).getAsJsonArray().get(j).getAsDouble();
  }

  @Test
  void associationIsThatOfADenseComputation() {
    Association got = association(texts);
    for (int i = 0; i < VOCABULARY; i++) {
      for (int j = 0; j < VOCABULARY; j++) {
        double expected = at(oracle.getAsJsonArray("ppmi"), i, j);
        assertEquals(expected, got.value(i, j), 1e-6, i + ", " + j);
      }
    }
  }

  @Test
  void singularValuesAndEmbeddingsAreThePeers() {
    RandomisedSvd svd = RandomisedSvd.of(association(texts), 4, 1);
    for (int i = 0; i < 4; i++) {
      double expected = oracle.getAsJsonArray("values").get(i).getAsDouble();
      assertEquals(expected, svd.values()[i], 1e-5);
    }
    JsonArray gram = oracle.getAsJsonArray("gram");
    for (int i = 0; i < VOCABULARY; i++) {
      for (int j = 0; j < VOCABULARY; j++) {
        double product = 0;
        for (int k = 0; k < 4; k++) {
          product += svd.left().row(i)[k] * svd.left().row(j)[k] * svd.values()[k];
        }
        assertEquals(at(gram, i, j), product, 1e-4, i + ", " + j);
      }
    }
  }

  @Test
  void theOrderOfTheTextsDoesNotMatter() {
    List<Encoded> turned = new ArrayList<>(texts);
    Collections.reverse(turned);
    for (int i = 0; i < VOCABULARY; i++) {
      for (int j = 0; j < VOCABULARY; j++) {
        assertEquals(association(texts).value(i, j), association(turned).value(i, j));
      }
    }
  }

  @Test
  void aRankAboveThatOfTheMatrixGivesZeros() {
    Association few = association(texts.subList(0, 1));
    RandomisedSvd svd = RandomisedSvd.of(few, VOCABULARY, 1);
    assertEquals(0, svd.values()[VOCABULARY - 1], 1e-6);
    for (int i = 0; i < VOCABULARY; i++) {
      assertEquals(true, Arrays.stream(svd.left().row(i)).allMatch(Double::isFinite));
    }
  }
}
