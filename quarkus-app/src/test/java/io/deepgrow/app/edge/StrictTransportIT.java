package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Browsers are told to stay with TLS where there is TLS, and nowhere else. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class StrictTransportIT {

  private static final String HEADER = "Strict-Transport-Security";

  /** The API, an error of it, a client's route, the PACS, the viewer, and what is not there. */
  private static final List<String> PATHS =
      List.of(
          "/api/v1/models",
          "/api/v1/sessions/none",
          "/info/",
          "/dicom-web/studies",
          "/",
          "/q/health/live");

  @Test
  void everyAnswerByTlsCarriesTheHeader() throws Exception {
    RawHttp tls = RawHttp.to(ClientsProfile.tlsPort(), ClientsProfile.trusting());
    for (String path : PATHS) {
      assertThat(tls.get(path).header(HEADER)).as(path).contains("max-age=31536000");
    }
  }

  @Test
  void noAnswerInClearDoes() throws Exception {
    RawHttp clear = RawHttp.to(RestAssured.port);
    for (String path : PATHS) {
      assertThat(clear.get(path).header(HEADER)).as(path).isEmpty();
    }
  }
}
