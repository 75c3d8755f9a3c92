package plugins.domain.medical.internal;

import governance.generated.SplitMix;

/**
 * Makes names of diseases and drugs from parts, so that a model meets names it was not trained on.
 */
final class Mentions {
  private Mentions() {}

  /** Returns the words of a disease. */
  static String disease(SplitMix random) {
    return switch (random.between(0, 5)) {
      case 0 ->
          random.pick("acute", "chronic", "severe", "mild", "recurrent") + " " + organ(random);
      case 1 -> organ(random);
      case 2 ->
          random.pick("breast", "lung", "colon", "skin", "ovarian", "gastric")
              + " "
              + growth(random);
      case 3 -> random.pick("type 1", "type 2") + " diabetes";
      case 4 ->
          random.pick("familial", "congenital", "inherited")
              + " "
              + random.pick("anemia", "deafness", "blindness", "epilepsy");
      default ->
          random.pick(
              "asthma",
              "pneumonia",
              "hypertension",
              "arthritis",
              "migraine",
              "measles",
              "gout",
              "psoriasis",
              "tuberculosis",
              "malaria",
              "eczema",
              "depression",
              "osteoporosis",
              "sepsis");
    };
  }

  private static String organ(SplitMix random) {
    return random.pick("renal", "cardiac", "hepatic", "respiratory", "adrenal")
        + " "
        + random.pick("failure", "insufficiency", "disease");
  }

  private static String growth(SplitMix random) {
    return random.pick("cancer", "carcinoma", "tumour", "lymphoma");
  }

  /** Returns the words of a drug. */
  static String drug(SplitMix random) {
    return random.pick(
        "aspirin",
        "ibuprofen",
        "insulin",
        "metformin",
        "penicillin",
        "amoxicillin",
        "morphine",
        "quinine",
        "digoxin",
        "warfarin",
        "heparin",
        "lithium",
        "prednisone",
        "oral iron",
        "inhaled cortisone",
        "folic acid");
  }
}
