package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every renderer keeps to, whatever it makes. Extend it and name the renderer. */
public abstract class RendererContract {
  /** What makes a reader's program fetch something: in markup and in style sheets. */
  private static final List<Pattern> MARKUP =
      List.of(
          Pattern.compile(
              "(?i)<[a-z][^>]*\\s(?:src|srcset|poster|action|data)\\s*=\\s*[\"']?(?!data:|#)[^\"'\\s>]"),
          Pattern.compile("(?i)<(?:link|base|iframe|object|embed)\\b[^>]*"),
          Pattern.compile("(?i)<(?:image|use)\\b[^>]*href\\s*=\\s*[\"']?(?!data:|#)[^>]*"),
          Pattern.compile("(?i)@import\\b[^;]*"),
          Pattern.compile("(?i)url\\(\\s*[\"']?(?!data:|#)[^)]*\\)"));

  /** The same in scripts. */
  private static final Pattern SCRIPTED =
      Pattern.compile(
          "\\bfetch\\s*\\(|XMLHttpRequest|\\bimport\\s*\\(|importScripts|WebSocket|sendBeacon|EventSource");

  private static final Pattern SCRIPT_BODY =
      Pattern.compile("(?is)(<script\\b[^>]*>).*?(</script>)");

  /** Returns a new instance of the renderer. */
  protected abstract ReportRenderer renderer();

  private Stream<DynamicTest> each(Consumer<ReportModel> check) {
    return Stream.of(
        DynamicTest.dynamicTest("finished", () -> check.accept(RecordedRun.report())),
        DynamicTest.dynamicTest("unfinished", () -> check.accept(RecordedRun.unfinished())));
  }

  private byte[] render(ReportModel model) {
    Open out = new Open();
    try {
      renderer().render(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertFalse(out.closed, "the renderer closed the caller's stream");
    return out.toByteArray();
  }

  private static final class Open extends ByteArrayOutputStream {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Media type and file name are what their names say. */
  @Test
  void theDocumentHasTypeAndName() {
    String type = renderer().mediaType();
    assertTrue(type.matches("[a-z]+/[a-z0-9.+-]+(;.*)?"), () -> "media type " + type);
    String name = renderer().fileName();
    assertTrue(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.[a-z0-9]+"), () -> "file " + name);
    assertEquals(name, renderer().fileName());
  }

  /** A finished run and one that was halted have a document that names the run. */
  @TestFactory
  Stream<DynamicTest> theDocumentNamesTheRun() {
    return each(
        model -> {
          byte[] document = render(model);
          assertTrue(document.length > 0, "an empty document");
          if (text()) {
            assertTrue(string(document).contains(model.run()), () -> "no run " + model.run());
          }
        });
  }

  /** The same run has the same document, wherever and in whatever language it is made. */
  @TestFactory
  Stream<DynamicTest> renderingIsDeterministic() {
    return each(
        model -> {
          byte[] expected = render(model);
          assertArrayEquals(expected, render(model), "twice");
          Locale locale = Locale.getDefault();
          TimeZone zone = TimeZone.getDefault();
          try {
            Locale.setDefault(Locale.GERMANY);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertArrayEquals(expected, render(model), "in another locale and time zone");
          } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
          }
        });
  }

  /** A document for browsers holds all that it shows: opening it fetches nothing. */
  @TestFactory
  Stream<DynamicTest> theDocumentIsSelfContained() {
    return each(
        model -> {
          String type = renderer().mediaType();
          if (type.contains("html") || type.contains("svg") || type.contains("css")) {
            String document = string(render(model));
            none(SCRIPTED, document);
            String markup = SCRIPT_BODY.matcher(document).replaceAll("$1$2");
            MARKUP.forEach(pattern -> none(pattern, markup));
          }
        });
  }

  private static void none(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertFalse(found.find(), () -> "fetches " + found.group());
  }

  private boolean text() {
    String type = renderer().mediaType();
    return type.startsWith("text/") || type.contains("json") || type.contains("xml");
  }

  private static String string(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
