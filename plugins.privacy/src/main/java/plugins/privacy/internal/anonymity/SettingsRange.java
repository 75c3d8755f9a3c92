package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;

/** Refuses settings that mean nothing, whatever the data. */
final class SettingsRange {
  private SettingsRange() {}

  static void check(KAnonymity.Config config) {
    require(config.k() >= 2, "k", config.k(), "a whole number of at least 2");
    require(config.l() >= 1, "l", config.l(), "a number of at least 1");
    boolean whole = config.diversity() == Diversity.ENTROPY || config.l() == Math.rint(config.l());
    require(whole, "l", config.l(), "a whole number, unless diversity is ENTROPY");
    require(config.t() > 0 && config.t() <= 1, "t", config.t(), "a number above 0 and at most 1");
    require(config.c() > 0, "c", config.c(), "a number above 0");
    double suppress = config.suppress();
    require(suppress >= 0 && suppress < 1, "suppress", suppress, "a number from 0 to below 1");
    boolean ordered = config.deltaMin() >= 0 && config.deltaMin() <= config.deltaMax();
    require(ordered && config.deltaMax() <= 1, "deltaMin", config.deltaMin(), "0 to deltaMax");
    boolean global = config.method() == KAnonymity.Method.GLOBAL;
    require(
        global || suppress == 0,
        "suppress",
        suppress,
        "0 with MONDRIAN, which generalises outliers with their neighbours, or method GLOBAL");
    require(!global || !config.relaxed(), "relaxed", true, "false with GLOBAL");
    boolean presence = config.deltaMin() > 0 || config.deltaMax() < 1;
    require(
        !presence || !config.member().isEmpty(),
        "member",
        "none",
        "COLUMN=VALUE where deltaMin or deltaMax is set");
  }

  private static void require(boolean holds, String key, Object got, String allowed) {
    if (!holds) {
      throw GovernanceException.spec(
          KAnonymity.ID + " setting " + key, "got " + got, allowed, "Correct it");
    }
  }
}
