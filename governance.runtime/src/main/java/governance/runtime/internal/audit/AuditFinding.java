package governance.runtime.internal.audit;

import governance.runtime.internal.store.Tree;
import java.util.Map;

/**
 * Something that was found.
 *
 * @param id which check found what, such as {@code permissions.writable}
 * @param severity how bad it is
 * @param subject where: a file, a setting, a bundle
 * @param found what, in one sentence without a personal datum
 * @param remedy what to do
 */
public record AuditFinding(
    String id, Severity severity, String subject, String found, String remedy) {
  /** Returns it as a tree. */
  public Map<String, Object> tree() {
    return Tree.of(
        "id", id,
        "severity", severity.written(),
        "subject", subject,
        "found", found,
        "remedy", remedy);
  }
}
