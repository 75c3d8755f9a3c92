package plugins.domain.finance.internal;

import governance.generated.SplitMix;

/** Writes what an applicant wants the money for, by a small grammar. */
final class Purpose {
  private Purpose() {}

  /** Returns one or two sentences on a purpose; {@code spouse} is who applies too, or null. */
  static String text(SplitMix random, String purpose, String spouse) {
    String who = spouse == null ? "I" : "My " + spouse + " and I";
    String want = random.pick("want to", "would like to", "need to", "plan to", "hope to");
    String first = who + " " + want + " " + action(random, purpose) + ".";
    return random.chance(0.4) ? first + " " + reason(random) : first;
  }

  private static String action(SplitMix random, String purpose) {
    return switch (purpose) {
      case "car" ->
          random.pick("buy", "replace", "repair")
              + random.pick(
                  " the family car",
                  " an old van",
                  " a used car",
                  " my motor",
                  " the car for work");
      case "home" ->
          random.pick("mend", "build", "paint", "renew")
              + random.pick(
                  " the roof",
                  " the kitchen",
                  " the windows",
                  " a room under the roof",
                  " the house");
      case "education" ->
          random.pick("pay for", "begin", "finish")
              + random.pick(
                  " a course at school",
                  " my studies",
                  " an evening class",
                  " the training of my child");
      case "business" ->
          random.pick("open", "start", "extend", "save")
              + random.pick(" a small shop", " my own business", " a workshop", " the inn I run");
      case "medical" ->
          random.pick("pay for", "settle")
              + random.pick(
                  " the doctor", " an operation", " the dentist", " the care of my mother");
      case "holiday" ->
          random.pick("travel", "take a journey", "spend the summer")
              + random.pick(" to the sea", " in the mountains", " to my brother", " abroad");
      default ->
          random.pick("pay off", "clear", "bring together")
              + random.pick(" old debts", " two other loans", " what I owe", " my cards");
    };
  }

  private static String reason(SplitMix random) {
    return random.pick(
        "I can begin to pay next month.",
        "The price is fixed.",
        "I have saved a part of it.",
        "It cannot wait until spring.",
        "My bank knows me well.",
        "I have compared several offers.");
  }
}
