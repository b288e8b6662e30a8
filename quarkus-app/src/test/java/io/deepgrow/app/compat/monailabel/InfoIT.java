package io.deepgrow.app.compat.monailabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.RawAnswer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MONAI Label's clients ask before they click: contract tests 17, 18, 37 to 39. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class InfoIT {

  private final ClientCalls calls = new ClientCalls();

  private RawAnswer send(String method, String path, String... headers) throws Exception {
    return calls.http().send(method, path, List.of(headers), new byte[0]);
  }

  @Test
  void theServerTellsWhatEveryClientReads() throws Exception {
    JsonNode info = calls.good(calls.http().get("/info/"));

    assertThat(info.has("config")).isFalse();
    for (String field : List.of("name", "description", "version")) {
      assertThat(info.path(field).isTextual()).as(field).isTrue();
    }
    assertThat(info.path("labels").isArray()).isTrue();
    assertThat(info.path("labels")).isNotEmpty();
    for (String field : List.of("trainers", "strategies", "scoring", "train_stats")) {
      assertThat(info.path(field).isObject()).as(field).isTrue();
    }
    assertThat(info.path("datastore").path("total").isInt()).isTrue();
    assertThat(info.path("datastore").path("completed").isInt()).isTrue();
    assertThat(info.path("models").path("deepgrow_2d").path("dimension").asInt()).isEqualTo(2);
    assertThat(info.path("models").path("deepgrow_3d").path("dimension").asInt()).isEqualTo(3);
    info.path("models")
        .forEach(
            model -> {
              assertThat(model.path("type").asText()).isEqualTo("deepgrow");
              assertThat(model.path("labels").isArray()).isTrue();
              assertThat(model.path("dimension").isInt()).isTrue();
              assertThat(model.path("description").isTextual()).isTrue();
              assertThat(model.path("config").isObject()).isTrue();
            });
    info.path("models").fieldNames().forEachRemaining(n -> assertThat(n).matches("[\\w.-]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "/info/, /info",
    "/info/, /monailabel/info/",
    "/datastore/, /monailabel/datastore",
    "/auth/, /auth",
    "/train/, /train",
    "/scoring/, /monailabel/scoring",
    "/batch/infer, /batch/infer/",
    "/v1/models, /v1/models/",
    "/session/x, /session/x/",
    "/logs/, /logs"
  })
  void everySpellingOfARouteAnswersAtOnce(String path, String other) throws Exception {
    RawAnswer answer = calls.http().get(path);
    RawAnswer same = calls.http().get(other);
    assertThat(same.status()).isEqualTo(answer.status());
    assertThat(answer.status() / 100).isNotEqualTo(3);
    if (!path.startsWith("/logs")) {
      assertThat(calls.json(same)).isEqualTo(calls.json(answer));
    }
  }

  @Test
  void inferAnswersUnderBothSpellings() throws Exception {
    for (String path : List.of("/infer/deepgrow_3d", "/infer/deepgrow_3d/")) {
      calls.error(send("POST", path + "?image=nowhere"), 404);
      calls.error(send("POST", "/monailabel" + path + "?image=nowhere"), 404);
    }
  }

  @Test
  void idleTrainingIs404AndWithoutTrainersNothingStarts() throws Exception {
    calls.error(calls.http().get("/train/?check_if_running=true"), 404);
    assertThat(calls.good(send("POST", "/train/"))).isEmpty();
    assertThat(calls.good(send("DELETE", "/train/"))).isEmpty();
    calls.error(calls.http().get("/scoring/?check_if_running=true"), 404);
    calls.error(calls.http().get("/batch/infer?check_if_running=true"), 404);
  }

  @Test
  void withoutSignInAuthIsJsonAndNeverAPage() throws Exception {
    calls.error(calls.http().get("/auth/"), 404);
    calls.error(calls.http().get("/auth"), 404);
  }

  @Test
  void preflightsAreAnsweredAndErrorsCarryTheHeadersToo() throws Exception {
    for (String[] call : new String[][] {{"PUT", "/session/"}, {"DELETE", "/train/"}}) {
      RawAnswer preflight =
          send(
              "OPTIONS",
              call[1],
              "Origin: " + ClientsProfile.PAGE,
              "Access-Control-Request-Method: " + call[0],
              "Access-Control-Request-Headers: content-type,x-any");
      assertThat(preflight.status()).isEqualTo(200);
      assertThat(preflight.header("Access-Control-Allow-Origin")).contains(ClientsProfile.PAGE);
      assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow()).contains(call[0]);
      assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow()).contains("x-any");
    }
    RawAnswer error = send("GET", "/session/nope", "Origin: " + ClientsProfile.PAGE);
    calls.error(error, 404);
    assertThat(error.header("Access-Control-Allow-Origin")).contains(ClientsProfile.PAGE);
    RawAnswer stranger = send("GET", "/info/", "Origin: http://elsewhere.example.org");
    assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void modelsAreTakenFromAFolderAndNotFromClients() throws Exception {
    assertThat(calls.good(calls.http().get("/model/info/deepgrow_3d")).path("checksum").asText())
        .matches("SHA256:[0-9a-f]{64}");
    calls.error(calls.http().get("/model/info/nope"), 404);
    calls.error(calls.http().get("/model/deepgrow_3d"), 404);
    calls.error(send("PUT", "/model/deepgrow_3d"), 404);
    calls.error(send("DELETE", "/model/deepgrow_3d"), 404);
    calls.error(send("POST", "/infer/wsi/deepgrow_3d"), 404);
    calls.error(calls.http().get("/logs/gpu"), 404);
  }

  @Test
  void bothProtocolsAreDescribed() throws Exception {
    RawAnswer answer = send("GET", "/q/openapi?format=json");
    JsonNode paths =
        new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body()).path("paths");
    for (String path :
        List.of(
            "/v1/models",
            "/info",
            "/infer/{model}",
            "/session",
            "/session/{id}",
            "/datastore",
            "/datastore/dataset",
            "/datastore/image",
            "/datastore/image/info",
            "/datastore/label",
            "/activelearning/{strategy}",
            "/train",
            "/scoring/{method}",
            "/batch/infer/{model}",
            "/model/{model}",
            "/model/info/{model}",
            "/logs",
            "/auth",
            "/auth/token")) {
      assertThat(paths.has(path)).as(path).isTrue();
    }
    assertThat(paths.toString()).contains("/v1/");
  }
}
