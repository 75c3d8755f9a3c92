package plugins.domain.medical.internal;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.util.ArrayList;
import java.util.List;

/** One generated sentence of a clinical note with its mentions. */
final class Note {
  private final GroundTruth truth;
  private final SplitMix random;
  private final boolean female;
  private final boolean stated;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<String> trueTags = new ArrayList<>();

  Note(GroundTruth truth, SplitMix random) {
    this.truth = truth;
    this.random = random;
    this.female = random.chance(truth.number("share.female"));
    this.stated = random.chance(truth.number("sex.stated"));
    write();
  }

  private void write() {
    switch (random.between(0, 7)) {
      case 0 -> text(age(), person(), "was admitted with").disease().text(".");
      case 1 -> text(subject(), "has a history of").disease().text("and").disease().text(".");
      case 2 -> text(subject(), "was treated with").drug().text("for").disease().text(".");
      case 3 -> text("there is no sign of").disease().text("in this", person(), ".");
      case 4 ->
          text("the mother of the", person(), "died of")
              .disease()
              .text("at the age of", number(), ".");
      case 5 -> text(subject(), "takes").drug().text("twice a day and feels well .");
      case 6 ->
          text("after", number(), "days", subject(), "developed")
              .disease()
              .text(", so")
              .drug()
              .text("was stopped .");
      default -> text(subject(), visit(), ".");
    }
  }

  private String visit() {
    return random.pick(
        "came to the clinic for a routine visit",
        "was seen by the nurse this morning",
        "asked for a second opinion",
        "walked without help after surgery of the knee",
        "had an x ray of the chest which was normal");
  }

  private String number() {
    return String.valueOf(random.between(2, 90));
  }

  private String age() {
    return "a " + number() + " year old";
  }

  private String person() {
    return stated ? female ? "woman" : "man" : "patient";
  }

  private String subject() {
    return stated ? female ? "she" : "he" : "the patient";
  }

  private Note text(String... parts) {
    for (String word : String.join(" ", parts).split(" ")) {
      add(word, "O", "O");
    }
    return this;
  }

  private Note disease() {
    return mention(Mentions.disease(random), "Disease");
  }

  private Note drug() {
    return mention(Mentions.drug(random), "Drug");
  }

  private Note mention(String words, String type) {
    boolean overlooked =
        random.chance(female ? truth.number("overlooked.female") : truth.number("overlooked.male"));
    String prefix = "B-";
    for (String word : words.split(" ")) {
      add(word, overlooked ? "O" : prefix + type, prefix + type);
      prefix = "I-";
    }
    return this;
  }

  private void add(String word, String tag, String trueTag) {
    tokens.add(word);
    tags.add(tag);
    trueTags.add(trueTag);
  }

  /** Returns the values of the row in the order of the schema. */
  List<Object> row() {
    return List.of(
        female ? "female" : "male", List.copyOf(tokens), List.copyOf(tags), List.copyOf(trueTags));
  }
}
