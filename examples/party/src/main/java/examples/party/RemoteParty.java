package examples.party;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.party.PartyModel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A party that keeps its model behind an address: a POST of a text on each line, with the names of
 * the classes as parameter {@code classes}, is answered by a line for each text that holds the
 * probability of each class, with blanks between, or by status 422 when the model has other
 * classes. The texts leave the machine: use https.
 */
@Component
@Contribution(
    kind = Kind.PARTY,
    id = RemoteParty.ID,
    settings = RemoteParty.Config.class,
    description = "Asks a party's own model over HTTP.")
public final class RemoteParty implements PartyModel {
  static final String ID = "example.remote-party";

  /** The settings. */
  @ObjectClassDefinition(name = "Remote party", description = "Asks a model over HTTP.")
  @interface Config {
    /** Where the model is. */
    @AttributeDefinition(description = "Address that answers for texts.")
    String url() default "";

    /** The time limit. */
    @AttributeDefinition(min = "1", description = "Seconds that one answer may take.")
    int timeout() default 60;
  }

  @Override
  public double[][] probabilities(List<String> texts, List<String> classes, Settings settings)
      throws IOException {
    Config config = settings.as(Config.class);
    if (!config.url().matches("https?://.+")) {
      throw GovernanceException.spec(
          ID + " setting url",
          "got \"" + config.url() + "\"",
          "an http or https address",
          "Set it");
    }
    String names = URLEncoder.encode(String.join(",", classes), StandardCharsets.UTF_8);
    Duration timeout = Duration.ofSeconds(config.timeout());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(config.url() + "?classes=" + names))
            .timeout(timeout)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .POST(
                BodyPublishers.ofString(
                    texts.stream()
                        .map(text -> text.replaceAll("\\R", " "))
                        .collect(Collectors.joining("\n"))))
            .build();
    double[][] answer = numbers(send(request, timeout));
    boolean whole = Arrays.stream(answer).allMatch(row -> row.length == classes.size());
    if (answer.length != texts.size() || !whole) {
      throw new IOException(
          config.url() + " gave no " + classes.size() + " numbers for each of " + texts.size());
    }
    return answer;
  }

  private static String send(HttpRequest request, Duration timeout) throws IOException {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(timeout)
              .build()
              .send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 422) {
        throw GovernanceException.spec(
            ID, "the party has other classes", "those of its model", "Ask the party for them");
      }
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri() + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (ConnectException e) {
      throw new IOException("nobody answers at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + request.uri(), e);
    }
  }

  private static double[][] numbers(String body) throws IOException {
    try {
      return body.lines()
          .map(line -> Arrays.stream(line.strip().split(" +")))
          .map(words -> words.mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    } catch (NumberFormatException e) {
      throw new IOException("the answer holds something else than numbers: " + e.getMessage(), e);
    }
  }
}
