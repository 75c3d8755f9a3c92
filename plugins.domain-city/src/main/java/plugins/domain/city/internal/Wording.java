package plugins.domain.city.internal;

import governance.generated.SplitMix;

/** Writes what people ask the city for, by a small grammar. */
final class Wording {
  private Wording() {}

  /** Returns a neighbourhood of a district. */
  static String neighbourhood(SplitMix random, String district) {
    return switch (district) {
      case "harbour" -> random.pick("the docks", "fish market", "south pier");
      case "old town" -> random.pick("the castle", "cathedral", "high street");
      case "hillside" -> random.pick("the vineyards", "observatory", "upper wood");
      case "lakes" -> random.pick("the ferry", "north shore", "rose garden");
      case "riverside" -> random.pick("the mill", "iron bridge", "lower bank");
      default -> random.pick("the station", "brick works", "east gate");
    };
  }

  /** Returns one or two sentences on something that an agency is responsible for. */
  static String description(SplitMix random, String agency, boolean urgent) {
    String place =
        random.pick(
            "in front of our house",
            "at the corner",
            "near the school",
            "behind the church",
            "on my way to work",
            "beside the bus stop");
    String first = matter(random, agency) + " " + place + ".";
    String second =
        random.pick(
            "It has been like this for days.",
            "Please send someone.",
            "My neighbours have seen it too.",
            "I have written before.",
            "Thank you for your help.");
    String danger = random.pick("This is dangerous.", "A child was nearly hurt.", "It is urgent.");
    return first + " " + (urgent ? danger : second);
  }

  private static String matter(SplitMix random, String agency) {
    return switch (agency) {
      case "roads" ->
          random.pick(
              "There is a deep hole in the road",
              "The pavement is broken",
              "A stone has come loose in the street",
              "The sign has fallen down",
              "The road has sunk");
      case "waste" ->
          random.pick(
              "The rubbish was not collected",
              "Old furniture was left",
              "The bin is full",
              "Bags of waste lie open",
              "Someone has thrown away broken glass");
      case "lighting" ->
          random.pick(
              "The street lamp is out",
              "The light goes on and off",
              "It is dark at night because the lamp is broken",
              "A lamp post is bent");
      case "water" ->
          random.pick(
              "Water comes out of the ground",
              "The drain is blocked",
              "The hydrant leaks",
              "There is no pressure in the pipe",
              "A pipe has burst");
      case "parks" ->
          random.pick(
              "A branch hangs down from the tree",
              "A tree has fallen",
              "The grass is as high as a man",
              "The bench in the park is broken",
              "The swing has come loose");
      case "health" ->
          random.pick(
              "There are rats",
              "A dead animal lies there",
              "It smells of gas from the old kitchen",
              "Wasps have a nest",
              "The restaurant kitchen is dirty");
      default ->
          random.pick(
              "A car blocks the entrance",
              "A van without plates has stood for weeks",
              "Cars park on the crossing",
              "The meter takes coins and gives no ticket",
              "Somebody left a wreck of a car");
    };
  }
}
