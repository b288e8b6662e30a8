package io.deepgrow.dimse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dimse.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTest {

  private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "*/*",
        "multipart/related; type=\"application/dicom\"; transfer-syntax=*",
        "multipart/related; type=\"application/dicom\"",
        "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.90"
      })
  void anObjectAsItIsStoredInAMultipartBody(String header) {
    Accepted accepted = Accepted.of(header);
    assertThat(accepted.singlePart()).isFalse();
    assertThatCode(() -> accepted.require(JPEG_2000)).doesNotThrowAnyException();
  }

  @Test
  void anotherSyntaxIsNotMadeUp() {
    Accepted accepted = Accepted.of("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
    assertThat(accepted.singlePart()).isTrue();
    assertThatThrownBy(() -> accepted.require(JPEG_2000)).isInstanceOf(GatewayException.class);
    assertThatCode(() -> accepted.require("1.2.840.10008.1.2.1")).doesNotThrowAnyException();
  }
}
