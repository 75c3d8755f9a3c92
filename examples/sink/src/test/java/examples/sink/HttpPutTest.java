package examples.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.report.ReportSink;
import governance.testkit.SinkContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPutTest extends SinkContract {
  private final List<String> got = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private HttpServer server;
  private int status = 201;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    bodies.add(body);
    got.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(body, StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  protected ReportSink sink() {
    return new HttpPut();
  }

  @Override
  protected Map<String, Object> settings(Path place) {
    return Map.of("url", url());
  }

  @Override
  protected Map<String, Object> broken(Path place) {
    return Map.of("url", "http://localhost:1/nobody/listens");
  }

  @Override
  protected List<byte[]> delivered(Path place) {
    return bodies;
  }

  private void deliver(Map<String, Object> settings) throws IOException {
    byte[] content = "é".getBytes(StandardCharsets.UTF_8);
    new HttpPut()
        .deliver(
            "finance-1",
            "report.md",
            "text/markdown",
            new ByteArrayInputStream(content),
            Settings.of(HttpPut.ID, settings));
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/reports/";
  }

  @Test
  void aDocumentIsPutBelowItsRun() throws IOException {
    deliver(Map.of("url", url()));
    assertEquals(List.of("PUT /reports/finance-1/report.md text/markdown null é"), got);
  }

  @Test
  void theTokenComesFromTheEnvironment() throws IOException {
    deliver(Map.of("url", url(), "tokenVariable", "PATH"));
    assertTrue(got.get(0).contains(" Bearer " + System.getenv("PATH") + " "), got.get(0));
    assertThrows(
        GovernanceException.class,
        () -> deliver(Map.of("url", url(), "tokenVariable", "NO_SUCH_VARIABLE")));
  }

  @Test
  void aRefusalIsAnError() {
    status = 507;
    IOException refused = assertThrows(IOException.class, () -> deliver(Map.of("url", url())));
    assertTrue(refused.getMessage().endsWith("answered 507"), refused.getMessage());
    GovernanceException wrong =
        assertThrows(GovernanceException.class, () -> deliver(Map.of("url", "reports")));
    assertTrue(wrong.getMessage().contains("http or https"), wrong.getMessage());
  }
}
