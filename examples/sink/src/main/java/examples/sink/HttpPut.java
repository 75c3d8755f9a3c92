package examples.sink;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.report.ReportSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Puts each document to URL/RUN/FILE over HTTP, as WebDAV servers, object stores and artefact
 * repositories take it. A token comes from the environment and never from a spec, which becomes
 * part of the evidence.
 */
@Component
@Contribution(
    kind = Kind.SINK,
    id = HttpPut.ID,
    settings = HttpPut.Config.class,
    description = "Puts each document to a URL over HTTP.")
public final class HttpPut implements ReportSink {
  static final String ID = "example.http-put";

  /** The settings. */
  @ObjectClassDefinition(name = "HTTP PUT", description = "Puts each document to a URL.")
  @interface Config {
    /** Where to. */
    @AttributeDefinition(description = "Address below which runs have their folders.")
    String url() default "";

    /** The token's variable. */
    @AttributeDefinition(
        description = "Environment variable that holds a bearer token; empty for none.")
    String tokenVariable() default "";

    /** The time limit. */
    @AttributeDefinition(min = "1", description = "Seconds that one document may take.")
    int timeout() default 60;
  }

  @Override
  public void deliver(
      String run, String fileName, String mediaType, InputStream content, Settings settings)
      throws IOException {
    Config config = settings.as(Config.class);
    Duration timeout = Duration.ofSeconds(config.timeout());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(config.url(), run, fileName))
            .timeout(timeout)
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofByteArray(content.readAllBytes()));
    if (!config.tokenVariable().isEmpty()) {
      request.header("Authorization", "Bearer " + token(config.tokenVariable()));
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(answer.uri() + " answered " + answer.statusCode());
      }
    } catch (ConnectException e) {
      throw new IOException("nobody answers at " + config.url(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while putting " + fileName, e);
    }
  }

  private static URI address(String url, String run, String fileName) {
    if (!url.matches("https?://.+")) {
      throw GovernanceException.spec(
          ID + " setting url", "got \"" + url + "\"", "an http or https address", "Set it");
    }
    return URI.create(url.replaceAll("/+$", "") + "/" + run + "/" + fileName);
  }

  private static String token(String variable) {
    String token = System.getenv(variable);
    if (token == null) {
      throw GovernanceException.spec(
          ID + " setting tokenVariable",
          "the environment has no " + variable,
          "a variable with a token",
          "Set it where governance is started");
    }
    return token;
  }
}
