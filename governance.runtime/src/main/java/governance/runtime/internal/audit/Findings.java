package governance.runtime.internal.audit;

import governance.api.GovernanceException;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Takes what checks find, and what they could not look at, so that silence means good. */
public final class Findings {
  /**
   * Something that was not looked at.
   *
   * @param id the check
   * @param subject what it would have looked at
   * @param why why not
   */
  public record Unchecked(String id, String subject, String why) {
    Map<String, Object> tree() {
      return Tree.of("id", id, "subject", subject, "why", why);
    }
  }

  /** What one check does. */
  @FunctionalInterface
  interface Look {
    /** Looks and tells. */
    void at(Findings into) throws IOException;
  }

  private final List<AuditFinding> found = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();
  private final TreeSet<String> checks = new TreeSet<>();

  /** Makes a check; what keeps it from looking is told and does not keep others from it. */
  void check(String id, String subject, Look look) {
    checks.add(id);
    try {
      look.at(this);
    } catch (GovernanceException e) {
      unchecked(id, subject, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      unchecked(id, subject, "cannot be read: " + e.getMessage());
    }
  }

  void add(String id, Severity severity, String subject, String what, String remedy) {
    found.add(new AuditFinding(id, severity, subject, what, remedy));
  }

  void unchecked(String id, String subject, String why) {
    unchecked.add(new Unchecked(id, subject, why));
  }

  /** Returns what was found, the worst first. */
  public List<AuditFinding> found() {
    return found.stream()
        .sorted(Comparator.comparing(AuditFinding::severity).thenComparing(AuditFinding::id))
        .toList();
  }

  /** Returns what was not looked at. */
  public List<Unchecked> unchecked() {
    return List.copyOf(unchecked);
  }

  /** Returns the names of the checks that were made, sorted. */
  public List<String> checks() {
    return List.copyOf(checks);
  }

  /** Returns all as a tree. */
  public Map<String, Object> tree() {
    return Tree.of(
        "checks", checks(),
        "findings", found().stream().map(AuditFinding::tree).toList(),
        "notChecked", unchecked.stream().map(Unchecked::tree).toList());
  }
}
