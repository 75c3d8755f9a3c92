package plugins.privacy.internal.personaldata;

import governance.api.GovernanceException;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds names and places by a model that tags words (token classification with tags B- and I- of
 * persons and places, or without such a beginning). A word is of a class when the probabilities of
 * the tags of that class together reach the threshold. For one thread, as long as the model lives.
 */
final class NameTagger implements Detector {
  private static final Map<String, DataClass> TYPES =
      Map.of(
          "PER", DataClass.PERSON,
          "PERSON", DataClass.PERSON,
          "LOC", DataClass.LOCATION,
          "LOCATION", DataClass.LOCATION,
          "GPE", DataClass.LOCATION,
          "FAC", DataClass.LOCATION);

  /** Words that are asked together, as long as a sentence does not end. */
  private static final int LONGEST = 100;

  private static final int TOGETHER = 256;

  private final QueryableModel model;
  private final double threshold;
  private final DataClass[] types;
  private final boolean[] begins;
  private final Map<String, List<Found>> known = new HashMap<>();

  /**
   * Looks at the classes of the model.
   *
   * @param owner the contribution whose settings name it
   * @param threshold in (0, 1)
   * @throws GovernanceException if none of them is a name or place
   */
  NameTagger(String owner, QueryableModel model, double threshold) {
    this.model = model;
    this.threshold = threshold;
    List<String> classes = model.classes();
    types = new DataClass[classes.size()];
    begins = new boolean[types.length];
    boolean any = false;
    for (int i = 0; i < types.length; i++) {
      String name = classes.get(i);
      types[i] = TYPES.get(name.replaceFirst("^[A-Z]-", "").toUpperCase(Locale.ROOT));
      begins[i] = name.startsWith("B-");
      any |= types[i] != null;
    }
    if (model.task() != Task.TOKEN_CLASSIFICATION || !any) {
      throw GovernanceException.spec(
          owner + " setting model",
          "got a model of task " + model.task() + " with the classes " + classes,
          "a model that tags words, with tags of " + TYPES.keySet(),
          "See docs/privacy/personal-data.md for how to tune one");
    }
  }

  /** Asks about many texts at once; forgets those of the last time. */
  void read(Collection<String> texts) {
    known.clear();
    List<Part> open = new ArrayList<>();
    for (String text : new LinkedHashSet<>(texts)) {
      known.put(text, new ArrayList<>());
      open.addAll(parts(text));
    }
    while (!open.isEmpty()) {
      List<Part> now = open.subList(0, Math.min(TOGETHER, open.size()));
      List<Part> rest = new ArrayList<>(open.subList(now.size(), open.size()));
      rest.addAll(ask(now));
      open = rest;
    }
  }

  /** Asks about the texts of a column, or its lists of words; other values are passed over. */
  void readValues(List<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> words) {
        texts.add(String.join(" ", words.stream().map(String.class::cast).toList()));
      } else if (value instanceof String text) {
        texts.add(text);
      }
    }
    read(texts);
  }

  @Override
  public void detect(String text, Findings findings) {
    if (!known.containsKey(text)) {
      read(List.of(text));
    }
    known.get(text).forEach(f -> findings.add(f.start(), f.end(), f.type(), f.checked()));
  }

  /**
   * Words of a text that are asked together.
   *
   * @param starts index of the first character of each
   * @param ends index after the last
   */
  private record Part(String text, List<Integer> starts, List<Integer> ends) {
    List<String> words() {
      List<String> words = new ArrayList<>(starts.size());
      for (int i = 0; i < starts.size(); i++) {
        words.add(text.substring(starts.get(i), ends.get(i)));
      }
      return words;
    }

    Part from(int word) {
      return new Part(text, starts.subList(word, starts.size()), ends.subList(word, starts.size()));
    }
  }

  /** Returns what did not fit. */
  private List<Part> ask(List<Part> parts) {
    List<double[][]> answers = model.wordProbabilities(parts.stream().map(Part::words).toList());
    List<Part> rest = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Part part = parts.get(i);
      int read = answers.get(i).length;
      note(part, answers.get(i));
      int next = Math.max(1, read);
      if (next < part.starts().size()) {
        rest.add(part.from(next));
      }
    }
    return rest;
  }

  private void note(Part part, double[]... answers) {
    List<Found> found = known.get(part.text());
    for (int word = 0; word < answers.length; ) {
      DataClass type = type(answers[word]);
      int end = word + 1;
      if (type != null) {
        while (end < answers.length && type(answers[end]) == type && !begins(answers[end], type)) {
          end++;
        }
        found.add(new Found(part.starts().get(word), part.ends().get(end - 1), type, false));
      }
      word = end;
    }
  }

  private DataClass type(double... probabilities) {
    double person = sum(DataClass.PERSON, probabilities);
    double place = sum(DataClass.LOCATION, probabilities);
    if (Math.max(person, place) < threshold) {
      return null;
    }
    return person >= place ? DataClass.PERSON : DataClass.LOCATION;
  }

  private double sum(DataClass type, double... probabilities) {
    double sum = 0;
    for (int i = 0; i < types.length; i++) {
      sum += types[i] == type ? probabilities[i] : 0;
    }
    return sum;
  }

  /** Whether a word of the class begins another one rather than going on with the last. */
  private boolean begins(double[] probabilities, DataClass type) {
    double begin = 0;
    for (int i = 0; i < types.length; i++) {
      begin += types[i] == type && begins[i] ? probabilities[i] : 0;
    }
    return 2 * begin > sum(type, probabilities);
  }

  /**
   * Words are runs of letters and digits, and every other sign by itself, as taggers learn them.
   */
  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int end = wordEnd(text, i);
      if (end > i) {
        starts.add(i);
        ends.add(end);
        if (starts.size() == LONGEST || sentenceEnd(text, starts, end)) {
          parts.add(new Part(text, List.copyOf(starts), List.copyOf(ends)));
          starts.clear();
          ends.clear();
        }
      }
      i = Math.max(end, i + 1);
    }
    if (!starts.isEmpty()) {
      parts.add(new Part(text, List.copyOf(starts), List.copyOf(ends)));
    }
    return parts;
  }

  /** The end of the word that begins here; the place itself where there is none. */
  private static int wordEnd(String text, int at) {
    if (Character.isWhitespace(text.charAt(at))) {
      return at;
    }
    int end = at;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return Math.max(end, at + 1);
  }

  /** A full stop behind more than two letters, so not that of "Dr." or of an initial. */
  private static boolean sentenceEnd(String text, List<Integer> starts, int end) {
    char last = text.charAt(end - 1);
    int words = starts.size();
    boolean sign = last == '.' || last == '!' || last == '?' || last == '。';
    boolean space = end == text.length() || Character.isWhitespace(text.charAt(end));
    return sign && space && words > 1 && end - 1 - starts.get(words - 2) > 2;
  }
}
