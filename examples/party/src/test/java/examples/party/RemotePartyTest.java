package examples.party;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import governance.api.GovernanceException;
import governance.api.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemotePartyTest {
  private HttpServer server;
  private String asked;
  private int status = 200;
  private String answer = "0.25 0.75\n1 0\n";

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
    asked = exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private double[][] ask(String url) throws IOException {
    Settings settings = Settings.of(RemoteParty.ID, Map.of("url", url));
    return new RemoteParty()
        .probabilities(List.of("a\nb", "ü"), List.of("no", "not yet"), settings);
  }

  private double[][] ask() throws IOException {
    return ask("http://localhost:" + server.getAddress().getPort() + "/model");
  }

  @Test
  void aLineOfProbabilitiesComesForEachText() throws IOException {
    assertArrayEquals(new double[][] {{0.25, 0.75}, {1, 0}}, ask());
    assertEquals("/model?classes=no%2Cnot+yet a b\nü", asked);
  }

  @Test
  void whatIsNoAnswerIsAnError() {
    status = 503;
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().endsWith("503"));
    status = 200;
    answer = "0.5 0.5\n";
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().contains("each of 2"));
    answer = "0.5 0.5\n0.5 half\n";
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().contains("half"));
    assertThrows(GovernanceException.class, () -> ask("model"));
  }
}
