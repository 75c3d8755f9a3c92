package governance.runtime.internal.access;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;

/**
 * Who asks.
 *
 * @param name the name that policies know
 * @param source how it is known: {@code account}, {@code sudo} or {@code jaas}
 * @param account the operating-system account of the process
 */
public record User(String name, String source, String account) {
  private static final String PRINCIPAL = "UserPrincipal";

  /** Returns who asks on this thread. */
  static User of(Optional<Policy> policy) {
    return of(policy, ofProcess(), subject(), System.getenv());
  }

  static User of(
      Optional<Policy> policy,
      String account,
      Optional<Subject> subject,
      Map<String, String> environment) {
    Optional<String> known = subject.flatMap(User::principal);
    if (known.isPresent()) {
      return new User(known.get(), "jaas", account);
    }
    String behind = environment.getOrDefault("SUDO_USER", "");
    boolean trusted = policy.filter(p -> p.sudo().contains(account)).isPresent();
    return trusted && !behind.isBlank()
        ? new User(behind, "sudo", account)
        : new User(account, "account", account);
  }

  /** Asks the system: the property user.name is for whoever starts the process to set. */
  private static String ofProcess() {
    return ProcessHandle.current().info().user().orElse("unknown");
  }

  /** Karaf, like others, names its principal of users so; its groups and roles are other ones. */
  private static Optional<String> principal(Subject subject) {
    return subject.getPrincipals().stream()
        .filter(p -> p.getClass().getSimpleName().equals(PRINCIPAL))
        .map(Principal::getName)
        .findFirst();
  }

  /** Since Java 18 a thread's subject is asked for in another way, and the old one goes. */
  private static Optional<Subject> subject() {
    try {
      Method current = Subject.class.getMethod("current");
      return Optional.ofNullable((Subject) current.invoke(null));
    } catch (NoSuchMethodException e) {
      return before18();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("removal")
  private static Optional<Subject> before18() {
    return Optional.ofNullable(Subject.getSubject(java.security.AccessController.getContext()));
  }
}
