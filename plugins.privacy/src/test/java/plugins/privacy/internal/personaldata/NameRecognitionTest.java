package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Precision and recall of names and places on tagged texts, by words and by whole entities: prints
 * the figures that the documentation gives. Needs GOVERNANCE_DATA.
 */
@EnabledIfEnvironmentVariable(named = "GOVERNANCE_DATA", matches = ".+")
class NameRecognitionTest {
  private static final Path DATA = Path.of(String.valueOf(System.getenv("GOVERNANCE_DATA")));

  /** Words and entities that were right, found and there. */
  private static final class Score {
    private int right;
    private int found;
    private int there;

    private void add(Set<?> got, Set<?> wanted) {
      found += got.size();
      there += wanted.size();
      Set<Object> both = new HashSet<>(got);
      both.retainAll(wanted);
      right += both.size();
    }

    private double precision() {
      return (double) right / found;
    }

    private double recall() {
      return (double) right / there;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "precision %.3f recall %.3f (n %d)", precision(), recall(), there);
    }
  }

  private record Span(int start, int end) {}

  private static Score[] score(String file, String tag, Set<DataClass> types, boolean more)
      throws IOException {
    Lexicon lexicon = new Lexicon();
    if (more) {
      String names = "first=fairness/first-names/first_name_race_tzioumis.csv";
      Dictionaries.read(lexicon, "test", new String[] {names}, Optional.of(DATA));
    }
    List<Detector> detectors = List.of(new Scanner(lexicon));
    Score words = new Score();
    Score entities = new Score();
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    try (InputStream in = Files.newInputStream(DATA.resolve(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      do {
        line = lines.readLine();
        if (line == null || line.isBlank()) {
          one(detectors, tokens, tags, tag, types, words, entities);
          tokens.clear();
          tags.clear();
        } else {
          String[] parts = line.split("[ \t]");
          tokens.add(parts[0]);
          tags.add(parts[parts.length - 1]);
        }
      } while (line != null);
    }
    return new Score[] {words, entities};
  }

  private static void one(
      List<Detector> detectors,
      List<String> tokens,
      List<String> tags,
      String tag,
      Set<DataClass> types,
      Score words,
      Score entities) {
    Set<Span> wanted = new HashSet<>();
    Set<Integer> wantedWords = new HashSet<>();
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).toLowerCase(Locale.ROOT).endsWith("-" + tag)) {
        int end = i + 1;
        wantedWords.add(i);
        while (end < tags.size() && tags.get(end).equals("I-" + tags.get(i).substring(2))) {
          wantedWords.add(end++);
        }
        wanted.add(new Span(i, end));
        i = end - 1;
      }
    }
    int[] starts = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      starts[i + 1] = starts[i] + tokens.get(i).length() + 1;
    }
    Set<Span> got = new HashSet<>();
    Set<Integer> gotWords = new HashSet<>();
    for (Found found : Redactor.find(detectors, String.join(" ", tokens))) {
      if (types.contains(found.type())) {
        int from = 0;
        while (starts[from + 1] <= found.start()) {
          from++;
        }
        int to = from;
        while (to < tokens.size() && starts[to] < found.end()) {
          gotWords.add(to++);
        }
        got.add(new Span(from, to));
      }
    }
    words.add(gotWords, wantedWords);
    entities.add(got, wanted);
  }

  private static void print(String name, Score[] score) {
    System.out.println("names " + name + ": words " + score[0] + ", entities " + score[1]);
  }

  @Test
  void namesAndPlacesAreFoundAsTheDocumentationSays() throws IOException {
    Set<DataClass> persons = Set.of(DataClass.PERSON);
    Set<DataClass> places = Set.of(DataClass.LOCATION, DataClass.REGION);
    Score[] person = score("ner/wikigold/test.conll", "per", persons, false);
    Score[] place = score("ner/wikigold/test.conll", "loc", places, false);
    print("wikigold PER", person);
    print("wikigold PER with first names", score("ner/wikigold/test.conll", "per", persons, true));
    print("wikigold LOC", place);
    print("wnut17 person", score("ner/wnut17/test.conll", "person", persons, false));
    print(
        "wnut17 person with first names", score("ner/wnut17/test.conll", "person", persons, true));
    print("wnut17 location", score("ner/wnut17/test.conll", "location", places, false));
    assertTrue(person[0].precision() > 0.6 && person[0].recall() > 0.4, person[0].toString());
    assertTrue(place[0].precision() > 0.5 && place[0].recall() > 0.4, place[0].toString());
  }
}
