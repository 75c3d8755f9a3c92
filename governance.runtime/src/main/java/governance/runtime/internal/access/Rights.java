package governance.runtime.internal.access;

import static governance.runtime.internal.access.Role.AUDITOR;
import static governance.runtime.internal.access.Role.DATA_OWNER;
import static governance.runtime.internal.access.Role.OPERATOR;
import static governance.runtime.internal.access.Role.REGULATOR;
import static governance.runtime.internal.access.Role.REVIEWER;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each role may do where a policy says nothing else. A command that has no row here is
 * forbidden to everybody.
 */
public final class Rights {
  private static final Set<Role> ALL = Set.of(Role.values());
  private static final Map<String, Set<Role>> COMMANDS = commands();
  private static final Map<Part, Map<Role, Reach>> PARTS = parts();

  private Rights() {}

  private static Map<String, Set<Role>> commands() {
    Map<String, Set<Role>> rows = new TreeMap<>();
    for (String training : new String[] {"run", "resume", "sweep", "predict"}) {
      rows.put(training, Set.of(OPERATOR));
    }
    for (String ofData : new String[] {"plan", "inspect", "anonymize", "redact", "privacy card"}) {
      rows.put(ofData, Set.of(OPERATOR, DATA_OWNER));
    }
    for (String asking :
        new String[] {
          "list",
          "describe",
          "data",
          "models",
          "doctor",
          "show",
          "report",
          "verify",
          "sign",
          "proof make",
          "proof check",
          "proof growth",
          "keys signing",
          "review show",
          "access show",
          "access check",
          "privacy epsilon",
          "privacy noise",
          "privacy steps"
        }) {
      rows.put(asking, ALL);
    }
    rows.put("evaluate", Set.of(OPERATOR, DATA_OWNER, AUDITOR, REVIEWER));
    rows.put("audit", Set.of(OPERATOR, AUDITOR));
    rows.put("review add", Set.of(REVIEWER));
    rows.put("privacy budget", Set.of(DATA_OWNER));
    rows.put("privacy ledger", Set.of(OPERATOR, DATA_OWNER, AUDITOR, REGULATOR));
    rows.put("access init", Set.of(OPERATOR));
    rows.put("access grant", Set.of(DATA_OWNER));
    rows.put("access revoke", Set.of(DATA_OWNER));
    rows.put("access log", Set.of(AUDITOR));
    for (String ofKeys : new String[] {"keys create", "keys protect", "keys rotate"}) {
      rows.put(ofKeys, Set.of(OPERATOR));
    }
    rows.put("keys list", Set.of(OPERATOR, DATA_OWNER, AUDITOR));
    rows.put("keys open", Set.of(OPERATOR, DATA_OWNER, AUDITOR, REVIEWER));
    rows.put("keys shred", Set.of(DATA_OWNER));
    rows.put("keys destroy", Set.of(DATA_OWNER));
    rows.put("shell", Set.of()); // it reads files and stops bundles as the process may
    return rows;
  }

  private static Map<Part, Map<Role, Reach>> parts() {
    Map<Part, Map<Role, Reach>> rows = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      Map<Role, Reach> row = new EnumMap<>(Role.class);
      row.put(OPERATOR, part == Part.AGGREGATES ? Reach.ALWAYS : Reach.GRANTED);
      row.put(DATA_OWNER, Reach.GRANTED);
      row.put(AUDITOR, Reach.ALWAYS);
      boolean published = part == Part.AGGREGATES || part == Part.REPORT;
      row.put(REGULATOR, published ? Reach.ALWAYS : Reach.NEVER);
      boolean single = part == Part.PREDICTIONS || part == Part.EXPLANATIONS;
      row.put(REVIEWER, published ? Reach.ALWAYS : single ? Reach.GRANTED : Reach.NEVER);
      rows.put(part, row);
    }
    return rows;
  }

  /** Returns the roles of each command, by its words such as {@code privacy epsilon}. */
  public static Map<String, Set<Role>> ofCommands() {
    return new LinkedHashMap<>(COMMANDS);
  }

  /** Returns when each role may read a part. */
  public static Map<Role, Reach> of(Part part) {
    return new EnumMap<>(PARTS.get(part));
  }
}
