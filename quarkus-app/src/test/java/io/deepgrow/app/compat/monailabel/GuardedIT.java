package io.deepgrow.app.compat.monailabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.GuardedProfile;
import io.deepgrow.app.compat.RawAnswer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Signing in, and training, as Slicer's plugin does both: contract test 38, 37 with trainers. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
@WithTestResource(TestDatabase.class)
class GuardedIT {

  private static final int POLLS = 300;
  private static final String BEARER = "Authorization: Bearer " + GuardedProfile.TOKEN;

  private final ClientCalls calls = new ClientCalls();

  private RawAnswer send(String method, String path, String... headers) throws Exception {
    return calls.http().send(method, path, List.of(headers), new byte[0]);
  }

  private RawAnswer signIn(String password) throws Exception {
    return calls
        .http()
        .send(
            "POST",
            "/auth/token",
            "application/x-www-form-urlencoded",
            "grant_type=password&username=anybody&password=" + password);
  }

  @Test
  void slicerSignsInWithTheTokenAsPassword() throws Exception {
    assertThat(calls.good(send("GET", "/auth/")).path("enabled").asBoolean()).isTrue();
    calls.error(signIn("guess"), 401);
    JsonNode token = calls.good(signIn(GuardedProfile.TOKEN));
    String header =
        "Authorization: "
            + token.path("token_type").asText()
            + " "
            + token.path("access_token").asText();
    assertThat(calls.good(send("GET", "/auth/token/valid", header)).has("username")).isTrue();
    calls.error(send("GET", "/auth/token/valid"), 401);
    assertThat(calls.good(send("GET", "/info/", header)).path("models")).isNotEmpty();
  }

  @Test
  void withoutTheTokenNothingIsToldButPreflightsAreAnswered() throws Exception {
    for (String path :
        List.of("/info/", "/v1/models", "/datastore/", "/session/x", "/train/", "/logs/")) {
      RawAnswer answer = send("GET", path, "Origin: " + ClientsProfile.PAGE);
      calls.error(answer, 401);
      assertThat(answer.header("Access-Control-Allow-Origin")).contains(ClientsProfile.PAGE);
    }
    calls.error(send("POST", "/infer/deepgrow_3d?image=1.2"), 401);
    RawAnswer preflight =
        send(
            "OPTIONS",
            "/session/",
            "Origin: " + ClientsProfile.PAGE,
            "Access-Control-Request-Method: PUT");
    assertThat(preflight.status()).isEqualTo(200);
  }

  @Test
  void trainingIsStartedWatchedStoppedAndEndsByItself() throws Exception {
    JsonNode info = calls.good(send("GET", "/info/", BEARER));
    assertThat(info.path("trainers").has("deepgrow")).isTrue();
    calls.error(send("GET", "/train/?check_if_running=true", BEARER), 404);
    calls.error(send("POST", "/train/nope", BEARER), 404);

    JsonNode started = calls.good(send("POST", "/train/deepgrow", BEARER));
    assertThat(started.path("status").asText()).isEqualTo("RUNNING");
    calls.error(send("POST", "/train/", BEARER), 429);
    JsonNode running = await("RUNNING", "got train");
    assertThat(running.path("id")).isEqualTo(started.path("id"));
    assertThat(running.path("details").path(0).asText()).contains("--steps 7");
    assertThat(calls.good(send("DELETE", "/train/", BEARER)).path("status").asText())
        .isEqualTo("CANCELED");
    calls.error(send("GET", "/train/?check_if_running=true", BEARER), 404);
    assertThat(await("CANCELED", "").path("end_ts").asText()).isNotEmpty();

    calls.good(send("POST", "/train/", BEARER));
    Path folder = Path.of(ConfigProvider.getConfig().getValue("deepgrow.train.data", String.class));
    Files.createFile(folder.resolve("stop"));
    assertThat(await("DONE", "got train").path("end_ts").asText()).isNotEmpty();
  }

  private JsonNode await(String status, String line) throws Exception {
    JsonNode task = null;
    for (int poll = 0; poll < POLLS; poll++) {
      task = calls.good(send("GET", "/train/", BEARER));
      if (task.path("status").asText().equals(status)
          && task.path("details").toString().contains(line)) {
        return task;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Training never became " + status + ": " + task);
  }
}
