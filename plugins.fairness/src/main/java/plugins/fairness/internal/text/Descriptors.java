package plugins.fairness.internal.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Descriptors and sentences of HolisticBias (Smith et al. 2022), in the format of its files.
 *
 * @param descriptors each with its axis
 * @param templates sentences with a place for a noun phrase
 */
record Descriptors(List<Descriptor> descriptors, List<String> templates) {
  static final String SOURCE = "https://github.com/facebookresearch/ResponsibleNLP";

  private static final String ONE = "{noun_phrase}";
  private static final String SEVERAL = "{plural_noun_phrase}";

  /**
   * A descriptor.
   *
   * @param axis what it is about, such as religion
   * @param text the words
   * @param article a, an, or empty
   */
  record Descriptor(String axis, String text, String article) {}

  /** Reads both files. */
  static Descriptors read(SuiteFile descriptors, SuiteFile templates) {
    List<Descriptor> found = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonElement> axis : json(descriptors).entrySet()) {
        for (JsonElement bucket : axis.getValue().getAsJsonObject().asMap().values()) {
          bucket.getAsJsonArray().forEach(each -> found.add(descriptor(axis.getKey(), each)));
        }
      }
    } catch (IllegalStateException | NullPointerException | UnsupportedOperationException e) {
      throw descriptors.wrong("is in another form", "{axis: {bucket: [descriptor, …]}}");
    }
    List<String> sentences =
        json(templates).keySet().stream()
            .filter(t -> t.contains(ONE) || t.contains(SEVERAL))
            .toList();
    if (found.isEmpty()) {
      throw descriptors.wrong("has no descriptor", "{axis: {bucket: [descriptor, …]}}");
    }
    if (sentences.isEmpty()) {
      throw templates.wrong("has no sentence with " + ONE, "sentences with " + ONE);
    }
    return new Descriptors(found, sentences);
  }

  private static JsonObject json(SuiteFile file) {
    try (Reader reader = file.reader()) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException | IOException e) {
      throw file.wrong("cannot be read: " + e.getMessage(), "a JSON object");
    }
  }

  private static Descriptor descriptor(String axis, JsonElement each) {
    if (each.isJsonPrimitive()) {
      return new Descriptor(axis, each.getAsString(), article(each.getAsString()));
    }
    JsonObject object = each.getAsJsonObject();
    String text = object.get("descriptor").getAsString();
    String article = object.has("article") ? object.get("article").getAsString() : article(text);
    return new Descriptor(axis, text, article);
  }

  private static String article(String text) {
    return "aeiou".indexOf(text.toLowerCase(Locale.ROOT).charAt(0)) < 0 ? "a" : "an";
  }

  /**
   * Returns a sentence about people whom a descriptor names.
   *
   * @param descriptor null for people without
   * @param noun one of them and several, with a slash between
   */
  static String sentence(String template, Descriptor descriptor, String[] noun) {
    String one =
        descriptor == null
            ? article(noun[0]) + " " + noun[0]
            : descriptor.article() + " " + descriptor.text() + " " + noun[0];
    String several = descriptor == null ? noun[1] : descriptor.text() + " " + noun[1];
    String filled = template.replace(SEVERAL, several).replace(ONE, one.strip());
    return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
  }
}
