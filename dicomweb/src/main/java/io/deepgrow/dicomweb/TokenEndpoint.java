package io.deepgrow.dicomweb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** One authorization server's token endpoint; its messages hold neither secrets nor tokens. */
final class TokenEndpoint {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_ANSWER = 64 << 10;

  /** For servers that do not say how long a token lives. */
  private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);

  private static final long MAX_LIFE_SECONDS = 86_400;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

  private final ClientCredentials.Client client;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient http;

  TokenEndpoint(
      ClientCredentials.Client client, Optional<SSLContext> trust, Duration timeout, Clock clock) {
    this.client = client;
    this.timeout = timeout;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * A new token.
   *
   * @throws DicomWebException {@code dicomweb.token_refused} when the server does not give one,
   *     {@code dicomweb.token_unreachable} when it does not answer in time
   */
  ClientCredentials.Token request() {
    Deadline deadline = Deadline.after(timeout);
    Instant asked = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(client.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(form()))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      Map<String, String> answer;
      try (InputStream body = new GuardedBody(response.body(), timeout, deadline)) {
        answer = fields(body.readNBytes(MAX_ANSWER));
      }
      return token(response.statusCode(), answer, asked);
    } catch (IOException e) {
      throw unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    } catch (DicomWebException e) {
      throw e.code().equals("dicomweb.timeout") ? unreachable() : e;
    }
  }

  private String form() {
    return "grant_type=client_credentials&client_id="
        + encoded(client.id())
        + "&client_secret="
        + encoded(client.secret())
        + (client.scope().isEmpty() ? "" : "&scope=" + encoded(client.scope()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ClientCredentials.Token token(
      int status, Map<String, String> answer, Instant asked) {
    String value = answer.getOrDefault("access_token", "");
    boolean bearer = answer.getOrDefault("token_type", "Bearer").equalsIgnoreCase("Bearer");
    if (status != 200 || !bearer || !TOKEN.matcher(value).matches()) {
      String error = answer.getOrDefault("error", "");
      throw new DicomWebException(
          "dicomweb.token_refused",
          status,
          "The token endpoint of the PACS gives no bearer token: HTTP "
              + status
              + (ERROR.matcher(error).matches() ? ", " + error : "")
              + "; check deepgrow.pacs.oauth.*");
    }
    return new ClientCredentials.Token(value, asked, asked.plus(life(answer)));
  }

  private static Duration life(Map<String, String> answer) {
    try {
      long seconds = (long) Double.parseDouble(answer.getOrDefault("expires_in", ""));
      return Duration.ofSeconds(Math.max(1, Math.min(MAX_LIFE_SECONDS, seconds)));
    } catch (NumberFormatException e) {
      return ASSUMED_LIFE;
    }
  }

  /** The texts and numbers of a JSON object; none when it is no such. */
  private static Map<String, String> fields(byte[] json) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue()) {
          fields.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // an error page: the status says enough
    }
    return fields;
  }

  private static DicomWebException unreachable() {
    // the original failure may quote the request
    return new DicomWebException(
        "dicomweb.token_unreachable", 0, "The token endpoint of the PACS does not answer in time");
  }
}
