package io.deepgrow.app.compat.aiaa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models as AIAA's clients list them: contract tests 1 to 3 and 16. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class AiaaModelsIT {

  private final ClientCalls calls = new ClientCalls();

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/v1/models/", "/v1/v1/models", "/monailabel/v1/models"})
  void theListHasTextsOnlyAndNoNull(String path) throws Exception {
    JsonNode models = calls.good(calls.http().get(path));

    assertThat(models.isArray()).isTrue();
    assertThat(models).hasSizeGreaterThanOrEqualTo(2);
    for (JsonNode model : models) {
      for (String field : new String[] {"name", "type", "description", "version", "deepgrow"}) {
        assertThat(model.path(field).isTextual()).as(field).isTrue();
      }
      assertThat(model.path("labels").isArray()).isTrue();
      assertThat(model.path("name").asText()).matches("[A-Za-z0-9_.-]+");
      model.forEach(value -> assertThat(value.isNull()).isFalse());
    }
  }

  @Test
  void oneModelIsAnObject() throws Exception {
    JsonNode model = calls.good(calls.http().get("/v1/models?model=deepgrow_2d"));
    assertThat(model.path("name").asText()).isEqualTo("deepgrow_2d");
    assertThat(model.path("deepgrow").asText()).isEqualTo("2D");
    assertThat(calls.good(calls.http().get("/v1/models?model=deepgrow_3d")).path("deepgrow"))
        .hasToString("\"3D\"");
    calls.error(calls.http().get("/v1/models?model=nope"), 404);
  }

  @Test
  void filtersLeaveOnlyWhatMatches() throws Exception {
    JsonNode deepgrow = calls.good(calls.http().get("/v1/models?type=deepgrow"));
    assertThat(deepgrow).isNotEmpty();
    deepgrow.forEach(m -> assertThat(m.path("type").asText()).isEqualTo("deepgrow"));
    assertThat(calls.good(calls.http().get("/v1/models?type=segmentation"))).isEmpty();
    assertThat(calls.good(calls.http().get("/v1/models?label=xyz"))).isEmpty();
  }

  @Test
  void anUnknownModelAndBrokenParamsAreErrorsThatClientsShow() throws Exception {
    RawForm click = RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE));
    calls.error(calls.http().send("POST", "/v1/deepgrow?model=nope", click), 404);
    for (String params : new String[] {"{broken", "[1]", "{\"foreground\":[[1]]}", "7"}) {
      calls.error(
          calls
              .http()
              .send("POST", "/v1/deepgrow?model=deepgrow_3d", RawForm.python().params(params)),
          400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segmentation", "dextr3d", "mask2polygon", "fixpolygon"})
  void whatNoModelHereCanIsToldSo(String call) throws Exception {
    RawAnswer answer =
        calls.http().send("POST", "/v1/" + call + "?model=x", RawForm.python().params("{}"));
    assertThat(calls.error(answer, 404).path("detail").asText()).contains(call);
  }
}
