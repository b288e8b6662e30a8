package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTypesTest {

  @ParameterizedTest
  @CsvSource({
    "application/octet-stream;charset=UTF-8, application/octet-stream",
    "image/png; charset=UTF-8, image/png",
    "application/x-nifti, application/x-nifti",
    "text/event-stream;charset=UTF-8, text/event-stream",
    "text/plain; charset=utf-8, text/plain; charset=utf-8",
    "application/json;charset=UTF-8, application/json;charset=UTF-8",
    "application/problem+json;charset=UTF-8, application/problem+json;charset=UTF-8",
    "multipart/related; type=\"application/dicom\"; charset=UTF-8; boundary=x,"
        + " multipart/related; type=\"application/dicom\"; boundary=x"
  })
  void onlyTextHasACharacterSet(String given, String expected) {
    assertThat(TextTypes.plain(given)).isEqualTo(expected);
  }
}
