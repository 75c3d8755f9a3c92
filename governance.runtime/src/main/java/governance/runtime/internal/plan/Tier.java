package governance.runtime.internal.plan;

import java.util.Optional;

/** How freely a data set of the catalogue may be used, as its licence says. */
public enum Tier {
  /** A free licence or the public domain. */
  OPEN(""),
  /** A licence that allows non-commercial use only. */
  NON_COMMERCIAL(
      "may be used for non-commercial purposes only, and so may what is made from it, models"
          + " included"),
  /** No licence that clearly grants use. */
  UNCLEAR_LICENCE(
      "comes with no clear licence: do not pass on its rows, or evidence and models made from"
          + " them, before the rights are cleared");

  private final String meaning;

  Tier(String meaning) {
    this.meaning = meaning;
  }

  /** Returns what a user of a data set must know, or empty where nothing stands against its use. */
  Optional<String> notice(String dataset, String licence) {
    String stated = licence.isBlank() ? "none stated" : licence;
    return this == OPEN
        ? Optional.empty()
        : Optional.of("data set " + dataset + " " + meaning + " (licence: " + stated + ")");
  }
}
