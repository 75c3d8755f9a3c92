package governance.runtime.internal.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Maven artifact in Maven's order (POM reference, "Version Order Specification"):
 * {@code 1.0-alpha-1 < 1.0-beta < 1.0-rc1 < 1.0-SNAPSHOT < 1.0 = 1.0.0 = 1.0.final < 1.0-sp <
 * 1.0-jre < 1.0-1 < 1.0.1}.
 */
final class MavenVersion implements Comparable<MavenVersion> {
  /** Qualifiers before all others, the release itself among them. */
  private static final List<String> KNOWN =
      List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

  private static final int RELEASE = KNOWN.indexOf("");
  private static final Pattern TOKEN = Pattern.compile("([.\\-_]?)(\\d+|[^\\d.\\-_]+|)");

  private final List<Token> tokens;

  /**
   * A part of a version.
   *
   * @param dot whether it is a number behind a point, and not behind a hyphen or letters
   * @param text digits without zeros in front, or a qualifier
   * @param number whether these are digits
   */
  private record Token(boolean dot, String text, boolean number) {
    /** What a shorter version has in the place of another's token. */
    static Token missing(Token other) {
      return new Token(other.dot, other.dot ? "0" : "", other.dot);
    }

    boolean nothing() {
      return text.isEmpty() || number && text.equals("0");
    }

    /** Numbers behind a point are after numbers behind a hyphen, and these after qualifiers. */
    private int kind() {
      return number ? dot ? 2 : 1 : 0;
    }

    private int rank() {
      int at = KNOWN.indexOf(text);
      return at < 0 ? KNOWN.size() : at;
    }

    int compare(Token other) {
      if (kind() != other.kind()) {
        return Integer.compare(kind(), other.kind());
      }
      if (number) {
        int longer = Integer.compare(text.length(), other.text.length());
        return longer != 0 ? longer : text.compareTo(other.text);
      }
      int ranks = Integer.compare(rank(), other.rank());
      return ranks != 0 ? ranks : text.compareTo(other.text);
    }
  }

  private MavenVersion(List<Token> tokens) {
    this.tokens = tokens;
  }

  static MavenVersion of(String text) {
    List<Token> tokens = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher each = TOKEN.matcher(lower);
    int end = 0;
    while (end < lower.length() && each.find(end)) {
      boolean dot = each.group(1).equals(".") || end == 0;
      tokens.add(token(dot, each.group(2), lower, each.end()));
      end = each.end();
    }
    return new MavenVersion(trimmed(tokens));
  }

  private static Token token(boolean dot, String text, String whole, int end) {
    if (text.isEmpty()) {
      return new Token(dot, "0", true);
    }
    if (Character.isDigit(text.charAt(0))) {
      return new Token(dot, text.replaceFirst("^0+(?=\\d)", ""), true);
    }
    boolean digit = end < whole.length() && Character.isDigit(whole.charAt(end));
    return new Token(false, qualifier(text, digit), false); // behind a point as behind a hyphen
  }

  /** A single letter is short for a qualifier where a digit follows at once. */
  private static String qualifier(String text, boolean digit) {
    return switch (text) {
      case "final", "ga", "release" -> "";
      case "cr" -> "rc";
      case "a" -> digit ? "alpha" : text;
      case "b" -> digit ? "beta" : text;
      case "m" -> digit ? "milestone" : text;
      default -> text;
    };
  }

  /** Takes away what says nothing, at the end and before each hyphen. */
  private static List<Token> trimmed(List<Token> tokens) {
    List<Token> kept = new ArrayList<>(tokens);
    int end = kept.size();
    for (int i = kept.size() - 1; i > 0; i--) {
      if (i == end - 1 && kept.get(i).nothing()) {
        kept.remove(i);
        end = i;
      } else if (!kept.get(i).dot()) {
        end = i;
      }
    }
    return List.copyOf(kept);
  }

  @Override
  public int compareTo(MavenVersion other) {
    int longer = Math.max(tokens.size(), other.tokens.size());
    for (int i = 0; i < longer; i++) {
      Token mine = i < tokens.size() ? tokens.get(i) : Token.missing(other.tokens.get(i));
      Token yours = i < other.tokens.size() ? other.tokens.get(i) : Token.missing(mine);
      int compared = mine.compare(yours);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MavenVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return tokens.stream().filter(t -> !t.nothing()).map(Token::text).toList().hashCode();
  }
}
