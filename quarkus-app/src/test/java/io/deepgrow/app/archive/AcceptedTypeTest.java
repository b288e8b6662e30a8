package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedTypeTest {

  @Test
  void readsTheUsualRanges() {
    assertThat(parse("multipart/related; type=\"application/dicom\"; transfer-syntax=*"))
        .containsExactly(new AcceptedType(true, "application/dicom", "*"));
    assertThat(parse("multipart/related;type=application/octet-stream"))
        .containsExactly(new AcceptedType(true, "application/octet-stream", "1.2.840.10008.1.2.1"));
    assertThat(parse("application/dicom; transfer-syntax=1.2.840.10008.1.2.4.70"))
        .containsExactly(new AcceptedType(false, "application/dicom", "1.2.840.10008.1.2.4.70"));
  }

  @Test
  void readsATransferSyntaxInsideTheQuotes() {
    assertThat(parse("multipart/related; type=\"application/octet-stream; transfer-syntax=*\""))
        .containsExactly(new AcceptedType(true, "application/octet-stream", "*"));
  }

  @Test
  void keepsTheOrderOfSeveralRanges() {
    assertThat(parse("multipart/related; type=\"image/jls\", application/dicom;q=0.5, */*"))
        .extracting(AcceptedType::mediaType)
        .containsExactly("image/jls", "application/dicom", "*/*");
  }

  @Test
  void takesAnythingWithoutAHeader() {
    AcceptedType any = AcceptedType.parse(List.of()).get(0);

    assertThat(any.multipart()).isTrue();
    assertThat(any.takes("application/dicom")).isTrue();
  }

  @Test
  void takesOnlyItsOwnType() {
    AcceptedType dicom = parse("application/dicom").get(0);

    assertThat(dicom.takes("application/dicom")).isTrue();
    assertThat(dicom.takes("application/octet-stream")).isFalse();
  }

  @Test
  void refusesHeadersWithoutEnd() {
    assertThatThrownBy(() -> parse("*/*,".repeat(40)))
        .isInstanceOfSatisfying(ArchiveException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  private static List<AcceptedType> parse(String header) {
    return AcceptedType.parse(List.of(header));
  }
}
