package governance.testkit;

import static governance.testkit.ContractRun.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.domain.DomainPack;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import governance.api.report.ReportSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts notice renderers, sinks and domain packs that are broken on purpose. */
class BrokenDocumentTest {
  @TempDir Path folder;

  // --- renderers

  private record Page(Function<ReportModel, String> body, boolean closes)
      implements ReportRenderer {
    @Override
    public String mediaType() {
      return "text/html";
    }

    @Override
    public String fileName() {
      return "page.html";
    }

    @Override
    public void render(ReportModel model, OutputStream out) throws IOException {
      out.write(body.apply(model).getBytes(StandardCharsets.UTF_8));
      if (closes) {
        out.close();
      }
    }
  }

  private static class Renders extends RendererContract {
    private final ReportRenderer renderer;

    Renders(ReportRenderer renderer) {
      this.renderer = renderer;
    }

    @Override
    protected ReportRenderer renderer() {
      return renderer;
    }
  }

  private static String plain(ReportModel model) {
    return "<h1>" + model.run() + "</h1><img src=\"data:image/png;base64,AA\"><a href=\"#top\">";
  }

  @Nested
  class RendererContractTest extends Renders {
    RendererContractTest() {
      super(new Page(BrokenDocumentTest::plain, false));
    }
  }

  @Test
  void renderers() {
    fails(new Renders(new Page(BrokenDocumentTest::plain, true)), "theDocumentNamesTheRun");
    fails(new Renders(new Page(m -> "<h1>a run</h1>", false)), "theDocumentNamesTheRun");
    AtomicInteger calls = new AtomicInteger();
    fails(
        new Renders(new Page(m -> plain(m) + calls.incrementAndGet(), false)),
        "renderingIsDeterministic");
    fails(
        new Renders(
            new Page(m -> plain(m) + String.format(Locale.getDefault(), "%.1f", 0.5), false)),
        "renderingIsDeterministic");
    for (String fetched :
        List.of(
            "<script src=\"https://example.org/x.js\">",
            "<link rel=stylesheet href=style.css>",
            "<style>@import 'x.css';</style>",
            "<style>p { background: url(https://example.org/x.png) }</style>",
            "<script>fetch('https://example.org')</script>",
            "<img src='logo.png'>")) {
      fails(new Renders(new Page(m -> plain(m) + fetched, false)), "theDocumentIsSelfContained");
    }
    fails(
        new Renders(new Page(m -> plain(m) + ((List<?>) m.tree().get("summary")).get(0), false)),
        "theDocumentNamesTheRun");
  }

  // --- sinks

  private interface Delivery {
    void to(Path file, InputStream content) throws IOException;
  }

  private record Folder(Delivery delivery) implements ReportSink {
    @Override
    public void deliver(
        String run, String fileName, String mediaType, InputStream content, Settings settings)
        throws IOException {
      Path place = Path.of(settings.values().get("folder").toString());
      delivery.to(place.resolve(fileName), content);
    }
  }

  private static class Sinks extends SinkContract {
    private final ReportSink sink;

    Sinks(Delivery delivery) {
      this.sink = new Folder(delivery);
    }

    @Override
    protected ReportSink sink() {
      return sink;
    }

    @Override
    protected Map<String, Object> settings(Path place) {
      return Map.of("folder", place.toString());
    }

    @Override
    protected Map<String, Object> broken(Path place) {
      return Map.of("folder", place.resolve("not/there").toString());
    }

    @Override
    protected List<byte[]> delivered(Path place) throws IOException {
      List<byte[]> all = new ArrayList<>();
      try (var files = Files.list(place)) {
        for (Path file : files.sorted(Comparator.comparing(Path::toString).reversed()).toList()) {
          all.add(Files.readAllBytes(file));
        }
      }
      return all;
    }
  }

  private static void copy(Path file, InputStream content) throws IOException {
    try {
      Files.write(file, content.readAllBytes());
    } catch (IOException e) {
      throw GovernanceException.spec("folder", "cannot be written: " + e, "a folder", "Make it");
    }
  }

  @Nested
  class SinkContractTest extends Sinks {
    SinkContractTest() {
      super(BrokenDocumentTest::copy);
    }
  }

  @Test
  void sinks() {
    fails(
        new Sinks((file, content) -> copy(file, new ByteArrayInputStream(new byte[0]))),
        "theBytesArriveOnce");
    fails(
        new Sinks(
            (file, content) -> {
              byte[] all = content.readAllBytes();
              copy(file, new ByteArrayInputStream(all));
              copy(file.resolveSibling("again"), new ByteArrayInputStream(all));
            }),
        "theBytesArriveOnce");
    fails(
        new Sinks((file, content) -> copy(file.resolveSibling("one"), content)),
        "documentsAreKeptApart");
    fails(
        new Sinks(
            (file, content) -> {
              copy(file, content);
              content.close();
            }),
        "theStreamIsReadAndLeftOpen");
    fails(
        new Sinks(
            (file, content) -> {
              if (Files.exists(file.getParent())) {
                copy(file, content);
              }
            }),
        "whatCannotBeDeliveredIsSaid");
    fails(
        new Sinks(
            (file, content) -> {
              if (!Files.exists(file.getParent())) {
                throw new IOException("failed");
              }
              copy(file, content);
            }),
        "whatCannotBeDeliveredIsSaid");
  }

  // --- domain packs

  private static final String PACK =
      """
      {
        "id": "demo",
        "requires": {"metric": ["quality.auc"]},
        "limits": [{"id": "l", "metric": "quality.auc", "min": 0.7, "source": {"title": "A law"}}],
        "datasets": [{"name": "d", "licence": "CC0", "generator": {"id": "x.y"}}],
        "default": "d"
      }
      """;

  private Object pack(String document) {
    URL url = url(document);
    return new Packs(() -> url);
  }

  private URL url(String document) {
    try {
      return Files.writeString(folder.resolve("pack.json"), document).toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static class Packs extends DomainPackContract {
    private final DomainPack pack;

    Packs(DomainPack pack) {
      this.pack = pack;
    }

    @Override
    protected DomainPack pack() {
      return pack;
    }

    @Override
    protected String id() {
      return "demo";
    }
  }

  @Test
  void packs() {
    assertEquals(Map.of(), ContractRun.failures(pack(PACK)));
    fails(pack(PACK.replace("demo", "other")), "theDocumentIsOfThePack");
    fails(pack(PACK.replace("\"requires\"", "\"needs\"")), "theDocumentIsOfThePack");
    fails(pack(PACK.replace("{\"metric\":", "{\"metrics\":")), "requirementsAreNamedByKind");
    fails(pack(PACK.replace(", \"min\": 0.7", "")), "limitsHaveABoundAndASource");
    fails(pack(PACK.replace("A law", " ")), "limitsHaveABoundAndASource");
    fails(pack(PACK.replace("\"licence\": \"CC0\", ", "")), "dataSetsSayWhereTheyComeFrom");
    fails(
        pack(PACK.replace("\"generator\"", "\"files\": [], \"x\"")),
        "dataSetsSayWhereTheyComeFrom");
    fails(
        pack(PACK.replace("\"default\": \"d\"", "\"default\": \"e\"")),
        "dataSetsSayWhereTheyComeFrom");
  }

  // --- the recorded run

  @Test
  void theRecordedRunIsWhole() {
    assertTrue(RecordedRun.predictions().size() >= 20);
    assertTrue(RecordedRun.predictions().protectedColumns().contains("sex"));
    assertTrue(RecordedRun.evidence().tuned().get("quality.auc").defined());
    assertFalse(RecordedRun.report().run().equals(RecordedRun.unfinished().run()));
    Map<?, ?> run = (Map<?, ?>) RecordedRun.unfinished().tree().get("run");
    assertEquals("CANCELLED", run.get("status"));
  }
}
