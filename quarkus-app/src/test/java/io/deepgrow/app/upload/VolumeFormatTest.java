package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is. */
class VolumeFormatTest {

  private static final byte[] NOTHING = new byte[VolumeFormat.HEAD];

  @ParameterizedTest
  @CsvSource({
    "q1.nii.gz, NIFTI_GZ",
    "C:\\data\\Q1.NII.GZ, NIFTI_GZ",
    "/tmp/a.b/q.nii, NIFTI",
    "label.seg.nrrd, NRRD",
    "x.mha, MHA",
    "study.zip, ZIP",
    "0001.dcm, DICOM"
  })
  void namesDecideWhereBytesDoNot(String name, VolumeFormat format) {
    assertThat(VolumeFormat.of(name, NOTHING)).contains(format);
  }

  private static byte[] head(int at, String magic) {
    byte[] head = new byte[VolumeFormat.HEAD];
    byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, head, at, bytes.length);
    return head;
  }

  @Test
  void bytesDecideWhateverTheName() {
    assertThat(VolumeFormat.of("IM0001", head(128, "DICM"))).contains(VolumeFormat.DICOM);
    assertThat(VolumeFormat.of("a.nii", head(0, "NRRD0004"))).contains(VolumeFormat.NRRD);
    assertThat(VolumeFormat.of("a.nii", head(0, "\u001f\u008b"))).contains(VolumeFormat.NIFTI_GZ);
    assertThat(VolumeFormat.of("blob", head(0, "PK\u0003\u0004"))).contains(VolumeFormat.ZIP);
    assertThat(VolumeFormat.of("blob", head(0, "ObjectType = Image"))).contains(VolumeFormat.MHA);
    assertThat(VolumeFormat.of("a.gz", head(344, "n+1"))).contains(VolumeFormat.NIFTI);
  }

  @Test
  void whatIsNeitherIsNothing() {
    assertThat(VolumeFormat.of("label.bin", NOTHING)).isEmpty();
    assertThat(VolumeFormat.of("", new byte[0])).isEmpty();
    assertThat(VolumeFormat.of("x.exe", head(0, "MZ"))).isEmpty();
  }
}
