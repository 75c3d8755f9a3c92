package plugins.domain.judicial.internal;

import governance.generated.SplitMix;

/** Writes what a case is about, by a small grammar. */
final class Summary {
  private Summary() {}

  /** Returns two sentences on the charge and on the person's circumstances. */
  static String text(SplitMix random, String offence, String employment, String housing) {
    return "Charged with " + charge(random, offence) + ". " + life(random, employment, housing);
  }

  private static String charge(SplitMix random, String offence) {
    return switch (offence) {
      case "theft" -> random.pick("theft from a shop", "theft of a bicycle", "theft of a purse");
      case "assault" -> random.pick("assault", "a fight in the street", "a threat");
      case "driving" -> random.pick("driving without a licence", "driving after drinking");
      case "drugs" -> random.pick("possession of drugs", "sale of drugs");
      case "fraud" -> random.pick("fraud", "a forged cheque", "false papers");
      default -> random.pick("damage to a car", "a broken window", "damage to a fence");
    };
  }

  private static String life(SplitMix random, String employment, String housing) {
    String work =
        switch (employment) {
          case "steady" -> random.pick("Has a steady job", "Works full time");
          case "casual" -> random.pick("Works now and then", "Has casual work");
          default -> random.pick("Has no work", "Is out of work");
        };
    String home =
        switch (housing) {
          case "own" -> random.pick("owns a home", "lives in an own house");
          case "rented" -> random.pick("rents a flat", "rents a room");
          case "family" -> random.pick("lives with the family", "lives with the parents");
          default -> random.pick("has no fixed home", "sleeps where there is room");
        };
    return work + " and " + home + ".";
  }
}
