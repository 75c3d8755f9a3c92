import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Makes a lower-case WordPiece vocabulary from plain text: special tokens, characters, numbers and
 * listed words first, then pieces found by byte-pair merging of the text's words, as the WordPiece
 * trainer of Hugging Face tokenizers does. The same input gives the same bytes.
 *
 * <p>Arguments: words file, size, output file, gzipped text files. A file may be written as {@code
 * FILE*3} to count its words three times, {@code FILE*0.33} for a third, and {@code +FILE} to keep
 * its names. See README.md.
 */
public final class TrainVocabulary {
  private static final List<String> SPECIAL =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
  private static final String SIGNS = "£€§°±²³µ½×÷–—‘’“”…≤≥";

  private final Map<String, Integer> words = new TreeMap<>();

  public static void main(String[] arguments) throws IOException {
    TrainVocabulary trainer = new TrainVocabulary();
    for (int i = 3; i < arguments.length; i++) {
      trainer.add(arguments[i]);
    }
    Set<String> pieces = fixed(Path.of(arguments[0]));
    new Merger(trainer.words).fill(pieces, Integer.parseInt(arguments[1]));
    Files.writeString(Path.of(arguments[2]), String.join("\n", pieces) + "\n");
  }

  private void add(String argument) throws IOException {
    boolean names = argument.startsWith("+");
    int times = argument.lastIndexOf('*');
    double weight = times < 0 ? 1 : Double.parseDouble(argument.substring(times + 1));
    Path file = Path.of(argument.substring(names ? 1 : 0, times < 0 ? argument.length() : times));
    Map<String, Integer> found = new HashMap<>();
    Map<String, Integer> capitalised = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        count(line, found, capitalised);
      }
    }
    // Names of the novels' people and places are of no use elsewhere.
    found.forEach(
        (word, n) -> {
          int counted = (int) Math.round(n * weight);
          if (counted > 0 && (names || capitalised.getOrDefault(word, 0) <= 0.8 * n)) {
            words.merge(word, counted, Integer::sum);
          }
        });
  }

  private static void count(
      String line, Map<String, Integer> found, Map<String, Integer> capitalised) {
    String clear = line.replaceAll("https?://\\S+", " ");
    String plain = Normalizer.normalize(clear, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
    for (String word : plain.split("[^a-zA-Z]+")) {
      if (!word.isEmpty()) {
        String lower = word.toLowerCase(Locale.ROOT);
        found.merge(lower, 1, Integer::sum);
        if (Character.isUpperCase(word.charAt(0))) {
          capitalised.merge(lower, 1, Integer::sum);
        }
      }
    }
  }

  private static Set<String> fixed(Path listed) throws IOException {
    Set<String> pieces = new LinkedHashSet<>(SPECIAL);
    for (char c = '!'; c <= '~'; c++) {
      if (!Character.isUpperCase(c)) {
        pieces.add(String.valueOf(c));
      }
    }
    SIGNS.chars().forEach(c -> pieces.add(String.valueOf((char) c)));
    for (char c : "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      pieces.add("##" + c);
    }
    for (int i = 0; i < 100; i++) {
      pieces.add(String.valueOf(i));
      pieces.add("##" + (i < 10 ? "0" : "") + i);
    }
    for (String line : Files.readAllLines(listed)) {
      if (!line.startsWith("#")) {
        pieces.addAll(List.of(line.trim().split("\\s+")));
      }
    }
    pieces.remove("");
    return pieces;
  }

  /** Byte-pair merging with counts kept up to date; ties go to the alphabetically first pair. */
  private static final class Merger {
    private final List<List<String>> spelled = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final Map<Pair, Long> totals = new HashMap<>();
    private final Map<Pair, Set<Integer>> places = new HashMap<>();
    private final PriorityQueue<Candidate> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(Candidate::total)
                .reversed()
                .thenComparing(c -> c.pair().left())
                .thenComparing(c -> c.pair().right()));

    Merger(Map<String, Integer> words) {
      words.forEach(
          (word, count) -> {
            List<String> letters = new ArrayList<>();
            for (int i = 0; i < word.length(); i++) {
              letters.add((i == 0 ? "" : "##") + word.charAt(i));
            }
            spelled.add(letters);
            counts.add(count);
            change(spelled.size() - 1, 1);
          });
      totals.forEach((pair, total) -> queue.add(new Candidate(pair, total)));
    }

    void fill(Set<String> pieces, int size) {
      while (pieces.size() < size && !queue.isEmpty()) {
        Candidate best = queue.poll();
        if (totals.getOrDefault(best.pair(), 0L) == best.total()) {
          merge(best.pair());
          pieces.add(best.pair().joined());
        }
      }
    }

    private void merge(Pair pair) {
      Set<Pair> changed = new LinkedHashSet<>();
      for (int word : new ArrayList<>(places.get(pair))) {
        change(word, -1);
        changed.addAll(pairs(word));
        join(spelled.get(word), pair);
        change(word, 1);
        changed.addAll(pairs(word));
      }
      for (Pair other : changed) {
        long total = totals.getOrDefault(other, 0L);
        if (total > 1) {
          queue.add(new Candidate(other, total));
        }
      }
    }

    private static void join(List<String> letters, Pair pair) {
      for (int i = 0; i + 1 < letters.size(); i++) {
        if (letters.get(i).equals(pair.left()) && letters.get(i + 1).equals(pair.right())) {
          letters.set(i, pair.joined());
          letters.remove(i + 1);
        }
      }
    }

    private List<Pair> pairs(int word) {
      List<String> letters = spelled.get(word);
      List<Pair> pairs = new ArrayList<>();
      for (int i = 0; i + 1 < letters.size(); i++) {
        pairs.add(new Pair(letters.get(i), letters.get(i + 1)));
      }
      return pairs;
    }

    private void change(int word, int sign) {
      for (Pair pair : pairs(word)) {
        totals.merge(pair, (long) sign * counts.get(word), Long::sum);
        Set<Integer> where = places.computeIfAbsent(pair, p -> new LinkedHashSet<>());
        if (sign > 0) {
          where.add(word);
        } else {
          where.remove(word);
        }
      }
    }
  }

  private record Pair(String left, String right) {
    String joined() {
      return left + right.substring(2);
    }
  }

  private record Candidate(Pair pair, long total) {}
}
