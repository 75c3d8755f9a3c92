package plugins.report.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written into every page: style sheet and scripts.
 *
 * @param style the style sheet
 * @param scripts the scripts in the order they run
 */
record PageAssets(String style, List<String> scripts) {
  private static final String FOLDER = "/plugins/report/";
  private static final List<String> STYLES =
      List.of("html/colours.css", "html/page.css", "html/parts.css", "html/print.css");
  private static final List<String> SCRIPTS =
      List.of("chart/chart.umd.min.js", "html/tables.js", "html/charts.js", "html/curves.js");

  /** Returns those of the page of a run. */
  static PageAssets load() {
    return load(STYLES, SCRIPTS);
  }

  /** Returns those of the page of a sweep, whose chart is drawn without a script. */
  static PageAssets sweep() {
    List<String> styles = Stream.concat(STYLES.stream(), Stream.of("html/sweep.css")).toList();
    return load(styles, List.of("html/tables.js"));
  }

  /** Returns those of the page of an evaluation, which draws groups but no training. */
  static PageAssets evaluation() {
    return load(STYLES, SCRIPTS.subList(0, SCRIPTS.size() - 1));
  }

  private static PageAssets load(List<String> styles, List<String> scripts) {
    String style = styles.stream().map(PageAssets::read).collect(Collectors.joining("\n"));
    return new PageAssets(
        style, scripts.stream().map(PageAssets::read).map(PageAssets::inline).toList());
  }

  /**
   * Returns the policy of the page: nothing is loaded, and only these very scripts and this style
   * sheet work, recognised by their digests (W3C Content Security Policy 3).
   */
  String contentSecurityPolicy() {
    String allowed = scripts.stream().map(PageAssets::source).collect(Collectors.joining(" "));
    return Stream.of(
            "default-src 'none'",
            "script-src " + allowed,
            "style-src " + source(style),
            "base-uri 'none'",
            "form-action 'none'")
        .collect(Collectors.joining("; "));
  }

  private static String inline(String script) {
    // The map that the library names is not in the page; a browser's developer tools would look for
    // it.
    String text = script.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    if (text.toLowerCase(Locale.ROOT).contains("</script") || text.contains("<!--")) {
      throw new IllegalStateException("a script of the page cannot stand inside HTML");
    }
    return text;
  }

  private static String source(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String name) {
    try (InputStream in = PageAssets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the bundle plugins.report");
      }
      // A browser turns line ends into \n before it computes a digest.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
