package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.compat.form.PartName;
import io.deepgrow.app.compat.protocol.ClientPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One route, many spellings; and names of parts that are paths. */
class SpellingsTest {

  @ParameterizedTest
  @CsvSource({
    "/info/, /info",
    "/info, /info",
    "/monailabel/info/, /info",
    "/monailabel/infer/deepgrow_3d, /infer/deepgrow_3d",
    "/infer/m//, /infer/m",
    "/v1/v1/models, /v1/models",
    "/v1/models/, /v1/models",
    "/session/, /session",
    "/datastore/label/info/, /datastore/label/info",
    "/monailabel/proxy/dicom/wado/studies/1, /dicom-web/studies/1",
    "/proxy/dicom/qido/studies, /dicom-web/studies",
    "/proxy/dicom/studies/1/series, /dicom-web/studies/1/series"
  })
  void clientRoutesAreBroughtToOneSpelling(String path, String plain) {
    assertThat(ClientPaths.plain(path)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/api/v1/sessions/",
    "/q/health/",
    "/viewer/info/",
    "/monailabel/",
    "/monailabel/other/",
    "/infos/",
    "/dicom-web/studies/"
  })
  void pathsOfOthersStayAsTheyAre(String path) {
    assertThat(ClientPaths.plain(path)).isEqualTo(path);
    assertThat(ClientPaths.isClientRoute(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/infer/\nm", "/session/a\r", "/activelearning/\u2028"})
  void aLineBreakDoesNotMakeAClientRouteAnothers(String path) {
    assertThat(ClientPaths.isClientRoute(path)).isTrue();
    assertThat(ClientPaths.plain("/monailabel" + path + "/")).isEqualTo(path);
  }

  @Test
  void aFileNameWithBackslashesIsTakenAsItIs() {
    PartName name = PartName.of("form-data; name=\"datapoint\"; filename=\"C:\\Temp\\q;1.nii.gz\"");
    assertThat(name.field()).isEqualTo("datapoint");
    assertThat(name.fileName()).contains("C:\\Temp\\q;1.nii.gz");
  }

  @Test
  void aFileNameIsNotTheNameOfAField() {
    PartName name = PartName.of("form-data; filename=\"a.nii\"; name=image");
    assertThat(name.field()).isEqualTo("image");
    assertThat(PartName.of("form-data; name=\"params\"").fileName()).isEmpty();
    assertThat(PartName.of("").field()).isEmpty();
  }
}
