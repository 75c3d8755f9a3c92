package plugins.privacy.internal.personaldata;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Named sets of classes with what each does. */
enum Profile {
  /** Safe Harbor, 45 CFR 164.514(b)(2)(i). */
  HIPAA,
  /** What identifies a person directly in the sense of Article 4(1) GDPR. */
  GDPR,
  /** Everything that is found. */
  ALL;

  private static final Set<DataClass> INDIRECT =
      EnumSet.of(
          DataClass.REGION, DataClass.POSTAL_CODE, DataClass.DATE, DataClass.AGE, DataClass.URL);

  /** Returns what is done with each class. */
  Map<DataClass, Action> actions() {
    Map<DataClass, Action> actions = new EnumMap<>(DataClass.class);
    for (DataClass type : DataClass.values()) {
      actions.put(type, this == GDPR && INDIRECT.contains(type) ? Action.KEEP : Action.MASK);
    }
    if (this == HIPAA) {
      actions.put(DataClass.REGION, Action.KEEP);
      actions.put(DataClass.DATE, Action.GENERALISE);
      actions.put(DataClass.AGE, Action.GENERALISE);
      actions.put(DataClass.POSTAL_CODE, Action.GENERALISE);
    }
    return actions;
  }
}
