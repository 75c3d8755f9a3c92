package plugins.domain.finance.internal.opinion;

import governance.generated.GroundTruth;
import governance.generated.SplitMix;
import java.time.LocalDate;
import java.util.List;

/** Writes one post, by a small grammar. */
final class OpinionPost {
  private static final LocalDate BEGIN = LocalDate.of(2024, 1, 1);

  private OpinionPost() {}

  /** Returns the values of a row in the order of the schema. */
  static List<Object> make(GroundTruth truth, SplitMix random, int number) {
    int day = random.between(0, 7 * (int) truth.number("weeks") - 1);
    int week = day / 7;
    String topic = truth.draw(random, "topic", "");
    boolean jump =
        topic.equals("fees")
            && week >= truth.number("jump.from")
            && week <= truth.number("jump.until");
    String sentiment = truth.draw(random, "sentiment", jump ? "jump" : topic);
    boolean mixed = random.chance(truth.number("wording.mixed"));
    String wording = mixed ? truth.draw(random, "sentiment", topic) : sentiment;
    return List.of(
        "OP" + (100000 + number),
        BEGIN.plusDays(day).toString(),
        topic,
        thing(random, topic) + " " + verdict(random, wording),
        sentiment);
  }

  private static String thing(SplitMix random, String topic) {
    return switch (topic) {
      case "fees" ->
          random.pick(
              "The monthly charge",
              "What they take for a transfer",
              "The fee for my account",
              "The price of the account",
              "The charge abroad");
      case "app" ->
          random.pick(
              "The app",
              "The new version on my phone",
              "The login page",
              "The search in the app",
              "Paying with the phone");
      case "cards" ->
          random.pick(
              "My new card",
              "The card for students",
              "The limit of my card",
              "The replacement card",
              "Paying by card");
      default ->
          random.pick(
              "The loan for our house",
              "The rate they offered",
              "The adviser for loans",
              "The contract for the car",
              "Asking for credit");
    };
  }

  private static String verdict(SplitMix random, String sentiment) {
    return switch (sentiment) {
      case "negative" ->
          random.pick(
              "is a bad joke.",
              "has become worse again.",
              "made me angry today.",
              "is the reason why I leave.",
              "cost me money for nothing.",
              "never works when I need it.",
              "is far too much for what you get.");
      case "positive" ->
          random.pick(
              "is better than I had hoped.",
              "works well and saves me time.",
              "made my day.",
              "is fair and easy to understand.",
              "was fixed within an hour, thank you.",
              "is the best I have had.",
              "is a good reason to stay.");
      default ->
          random.pick(
              "will change next month.",
              "is listed on the page.",
              "is the same as last year.",
              "was mentioned in the letter.",
              "came up in a talk with a friend.",
              "has a new name.",
              "is described in the terms.");
    };
  }
}
