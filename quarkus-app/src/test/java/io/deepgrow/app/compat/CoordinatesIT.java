package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where clicks go and masks lie: contract tests 27 to 33. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class CoordinatesIT {

  private static final int NIFTI_HEADER = 348;
  private static final int NIFTI_QFORM = 252;
  private static final int NIFTI_QFORM_END = 328;

  private final ClientCalls calls = new ClientCalls();

  private Mask mask(String model, String params) throws Exception {
    return ClientCalls.mask(
        calls
            .http()
            .send(
                "POST",
                "/infer/" + model,
                RawForm.python()
                    .params(params)
                    .file("file", "q.nii.gz", Phantoms.niftiGz(Phantoms.oblique()))));
  }

  private static VoxelBox box(Mask mask) {
    return mask.boundingBox().orElseThrow();
  }

  @Test
  void fractionsAreCutOffAndWhatIsEncodedTwiceCountsOnce() throws Exception {
    String params = ClientCalls.clicks("[24,16,10]");
    Mask whole = mask("deepgrow_3d", params);
    assertThat(mask("deepgrow_3d", ClientCalls.clicks("[24.9,16.2,10]")).sameVoxels(whole))
        .isTrue();
    assertThat(mask("deepgrow_3d", new ObjectMapper().writeValueAsString(params)).sameVoxels(whole))
        .isTrue();
    assertThat(mask("deepgrow_3d", "{\"foreground\":\"[[24,16,10]]\"}").sameVoxels(whole)).isTrue();
  }

  @Test
  void oneBackgroundClickAloneIsLegal() throws Exception {
    Mask none = mask("deepgrow_3d", "{\"background\":[[24,16,10]]}");
    assertThat(none.get(24, 16, 10)).isFalse();
  }

  @Test
  void clicksOutsideDoNotCount() throws Exception {
    assertThat(mask("deepgrow_3d", ClientCalls.clicks("[500,16,10]")).isEmpty()).isTrue();
    assertThat(mask("deepgrow_3d", ClientCalls.clicks("[-1,-1,-1]", "[0,0,20]")).isEmpty())
        .isTrue();
    assertThat(
            mask("deepgrow_3d", ClientCalls.clicks("[24,16,10]", "[500,16,10]"))
                .sameVoxels(mask("deepgrow_3d", ClientCalls.clicks("[24,16,10]"))))
        .isTrue();
  }

  @Test
  void aFlatModelStaysOnTheSliceThatIsMeant() throws Exception {
    Mask named = mask("deepgrow_2d", "{\"foreground\":[[24,16,7],[20,12,9]],\"slice\":7}");
    assertThat(box(named).start().k()).isEqualTo(7);
    assertThat(box(named).end().k()).isEqualTo(8);
    Mask current =
        mask("deepgrow_2d", "{\"foreground\":[[24,16,7],[20,12,9]],\"current_point\":[20,12,9]}");
    assertThat(box(current).start().k()).isEqualTo(9);
    Mask first = mask("deepgrow_2d", "{\"foreground\":[[24,16,0],[20,12,9]],\"slice\":0}");
    assertThat(first.isEmpty() || (box(first).start().k() == 0 && box(first).end().k() == 1))
        .isTrue();
    assertThat(first.sameVoxels(mask("deepgrow_2d", "{\"foreground\":[[24,16,0]]}"))).isTrue();
  }

  @Test
  void theClickedVoxelIsMarkedInBothFormats() throws Exception {
    byte[] image = Phantoms.niftiGz(Phantoms.oblique());
    for (String click : new String[] {"[15,24,7]", "[35,9,12]"}) {
      int[] v = new ObjectMapper().readValue(click, int[].class);
      RawForm nifti =
          RawForm.python().params(ClientCalls.clicks(click)).file("file", "q.nii.gz", image);
      RawForm nrrd =
          RawForm.python()
              .params(ClientCalls.clicks(click, ".nrrd", "uint8", true))
              .file("file", "q.nii.gz", image);
      Mask one = ClientCalls.mask(calls.http().send("POST", "/infer/deepgrow_3d", nifti));
      RawAnswer answer = calls.http().send("POST", "/infer/deepgrow_3d?output=image", nrrd);
      assertThat(one.get(v[0], v[1], v[2])).isTrue();
      assertThat(Phantoms.nrrdMask(answer.body()).sameVoxels(one)).isTrue();
      byte[] voxels = NrrdFile.of(answer.body()).voxels();
      assertThat(voxels[v[0] + 48 * (v[1] + 40 * v[2])]).isEqualTo((byte) 1);
    }
  }

  @Test
  void aMaskLiesExactlyWhereItsImageLies() throws Exception {
    byte[] image = Phantoms.nifti(Phantoms.oblique());
    RawForm form =
        RawForm.python()
            .params(ClientCalls.clicks(Phantoms.INSIDE))
            .file("datapoint", "q.nii.gz", Phantoms.niftiGz(Phantoms.oblique()));
    byte[] mask = calls.http().send("POST", "/v1/inference", form).parts().get(1).unzipped();
    // qform and sform with their codes, bit for bit
    assertThat(Arrays.copyOfRange(mask, NIFTI_QFORM, NIFTI_QFORM_END))
        .isEqualTo(Arrays.copyOfRange(image, NIFTI_QFORM, NIFTI_QFORM_END));
    assertThat(Arrays.copyOf(mask, 4))
        .isEqualTo(new byte[] {(byte) (NIFTI_HEADER & 0xFF), 1, 0, 0});

    RawForm nrrd =
        RawForm.python()
            .params(ClientCalls.clicks(Phantoms.INSIDE, ".nrrd", "uint8", false))
            .file("file", "q.nii.gz", Phantoms.niftiGz(Phantoms.oblique()));
    RawAnswer answer = calls.http().send("POST", "/infer/deepgrow_3d?output=image", nrrd);
    assertThat(NrrdFile.of(answer.body()).field("space")).isEqualTo("left-posterior-superior");
    VolumeGeometry lies =
        Nrrd.read(new ByteArrayInputStream(answer.body()), VolumeFileLimits.STANDARD).geometry();
    VolumeGeometry meant = Phantoms.oblique().geometry();
    assertThat(lies.matches(meant, 1e-5)).isTrue();
    assertThat(lies.spacing().k()).isCloseTo(4.5, within(1e-5));
  }

  @Test
  void slicesAreOrderedByPositionNotByNumber() throws Exception {
    String series = calls.store(Phantoms.slices(81));
    RawAnswer file = calls.http().get("/datastore/image?image=" + series);
    assertThat(file.status()).isEqualTo(200);
    Volume volume =
        io.deepgrow.volume.file.Nifti.read(
            new ByteArrayInputStream(file.body()), VolumeFileLimits.STANDARD);
    assertThat(volume.voxels()).isEqualTo(Phantoms.straight().voxels());
    RawAnswer answer =
        calls
            .http()
            .send(
                "POST",
                "/infer/deepgrow_2d?image=" + series,
                RawForm.python().params(ClientCalls.clicks("[24,16,6]")));
    assertThat(box(ClientCalls.mask(answer)).start().k()).isEqualTo(6);
  }
}
