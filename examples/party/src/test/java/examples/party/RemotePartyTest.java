package examples.party;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.party.PartyModel;
import governance.testkit.PartyModelContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemotePartyTest extends PartyModelContract {
  private HttpServer server;
  private String asked;
  private int status = 200;
  private String answer;

  @Override
  protected PartyModel party() {
    return new RemoteParty();
  }

  @Override
  protected List<String> classes() {
    return List.of("no", "yes");
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("url", address());
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/model";
  }

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
    String texts = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked = exchange.getRequestURI() + " " + texts;
    List<String> classes = List.of(exchange.getRequestURI().getQuery().substring(8).split(","));
    boolean known = classes.contains("no") && classes.contains("yes");
    String body = answer == null ? model(texts, classes) : answer;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known || answer != null ? status : 422, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The party's model: the longer a text, the surer is yes. */
  private static String model(String texts, List<String> classes) {
    StringBuilder lines = new StringBuilder();
    for (String text : texts.split("\n")) {
      double yes = 1 - 1.0 / (1 + text.length());
      for (String one : classes) {
        lines.append(one.equals("yes") ? yes : 1 - yes).append(' ');
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private double[][] ask(String url) throws IOException {
    Settings settings = Settings.of(RemoteParty.ID, Map.of("url", url));
    return new RemoteParty()
        .probabilities(List.of("a\nb", "ü"), List.of("no", "not yet"), settings);
  }

  private double[][] ask() throws IOException {
    return ask(address());
  }

  @Test
  void aLineOfProbabilitiesComesForEachText() throws IOException {
    answer = "0.25 0.75\n1 0\n";
    assertArrayEquals(new double[][] {{0.25, 0.75}, {1, 0}}, ask());
    assertEquals("/model?classes=no%2Cnot+yet a b\nü", asked);
  }

  @Test
  void whatIsNoAnswerIsAnError() {
    status = 503;
    answer = "";
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().endsWith("503"));
    status = 200;
    answer = "0.5 0.5\n";
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().contains("each of 2"));
    answer = "0.5 0.5\n0.5 half\n";
    assertTrue(assertThrows(IOException.class, this::ask).getMessage().contains("half"));
    assertThrows(GovernanceException.class, () -> ask("model"));
  }
}
