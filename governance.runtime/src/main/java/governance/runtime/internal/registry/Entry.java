package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import governance.runtime.internal.settings.SettingsType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One contribution as its provider declares it. */
final class Entry {
  /** The remedy of what only its maker can mend. */
  static final String MAKER = "Report it to the maker of the bundle";

  private static final String WORDS = "[a-z0-9]+(?:-[a-z0-9]+)*";
  private static final Pattern ID = Pattern.compile(WORDS + "(?:\\." + WORDS + ")*");

  final Provider provider;
  final Kind kind;
  final String id;

  /** What is wrong with the declaration itself, or null. */
  final Rejection invalid;

  /** Why the last attempt to make an instance failed, or null. */
  private volatile Rejection failed;

  private volatile boolean tried;
  private volatile boolean lost;

  private SettingsType settings;

  Entry(Provider provider) {
    this.provider = provider;
    this.kind = kind(provider.property("governance.kind"));
    Object named = provider.property("governance.id");
    this.id = named == null ? "" : named.toString();
    this.invalid = check(named);
  }

  private static Kind kind(Object property) {
    String name = String.valueOf(property).toUpperCase(Locale.ROOT);
    return Arrays.stream(Kind.values()).filter(k -> k.name().equals(name)).findFirst().orElse(null);
  }

  private Rejection check(Object named) {
    if (kind == null) {
      String got = String.valueOf(provider.property("governance.kind"));
      return invalid("kind is " + got + "; allowed: " + Arrays.toString(Kind.values()));
    }
    if (!(named instanceof String) || !ID.matcher(id).matches()) {
      return invalid("id is \"" + named + "\"; allowed: lower case words joined by - and .");
    }
    Class<?> type = KindTypes.of(kind);
    if (!provider.offers(type)) {
      String detail = "does not implement " + type.getName() + " of the version that is running";
      String remedy = "Have it built against the API that is running, not with a copy of its own";
      return new Rejection(Code.WRONG_TYPE, detail, remedy);
    }
    return null;
  }

  private static Rejection invalid(String detail) {
    return new Rejection(Code.INVALID_DECLARATION, detail, MAKER);
  }

  void failed(Rejection why) {
    failed = why;
    tried = true;
  }

  /** Returns whether nobody has made an instance yet, or the last attempt failed. */
  boolean untried() {
    return invalid == null && (!tried || failed != null && !lost);
  }

  /** Notes that an attempt to make an instance did not come back; there is no other one. */
  void lost(Rejection why) {
    lost = true;
    failed(why);
  }

  /** Returns why it cannot be used, or null; whether it can be made is known once it was tried. */
  Rejection rejection() {
    return invalid != null ? invalid : provider.refused().orElse(failed);
  }

  /** Returns whether it is what a plan names. */
  boolean is(ContributionInfo info) {
    return kind == info.kind()
        && id.equals(info.id())
        && provider.bundle().equals(info.bundle())
        && provider.version().equals(info.version())
        && provider.sha256().equals(info.sha256());
  }

  ContributionInfo info(Rejection rejected) {
    Object domain = provider.property("governance.domain");
    return new ContributionInfo(
        kind,
        id,
        domain == null ? "any" : domain.toString(),
        provider.bundle(),
        provider.version(),
        provider.sha256(),
        rejected);
  }

  synchronized SettingsType settings() {
    if (settings == null) {
      Object type = provider.property("governance.settings");
      boolean none = type == null || type.equals("void") || type.equals(Void.class.getName());
      settings = none ? SettingsType.NONE : provider.settings(type.toString());
    }
    return settings;
  }

  String description() {
    Object text = provider.property("governance.description");
    return text == null ? "" : text.toString();
  }

  Set<String> needs() {
    return names("governance.needs");
  }

  /** What it is made for; made before there was a choice, it classifies. */
  Set<String> tasks() {
    Set<String> tasks = names("governance.tasks");
    return tasks.isEmpty() ? Declaration.CLASSIFYING : tasks;
  }

  private Set<String> names(String property) {
    Object needs = provider.property(property);
    Set<String> names = new TreeSet<>();
    if (needs instanceof String[] array) {
      names.addAll(Arrays.asList(array));
    } else if (needs instanceof Collection<?> all) {
      all.forEach(need -> names.add(need.toString()));
    } else if (needs != null) {
      names.add(needs.toString());
    }
    return names;
  }
}
