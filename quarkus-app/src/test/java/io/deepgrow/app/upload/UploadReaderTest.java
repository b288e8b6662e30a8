package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesException;
import io.deepgrow.volume.file.MemoryRoom;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadReaderTest {

  private static final Volume VOLUME =
      Volume.of(VolumeGeometry.axial(new GridSize(5, 4, 3), new Spacing(1, 2, 3)), new short[60]);

  @TempDir Path root;
  private UploadFolder folder;
  private UploadReader reader;

  @BeforeEach
  void begin() {
    folder = new UploadFolder(TestUploads.in(root), new DiskSpace());
    reader =
        new UploadReader(
            folder,
            TestUploads.in(root),
            new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(DeepgrowConfig.class)
                .build()
                .getConfigMapping(DeepgrowConfig.class));
  }

  private static Upload upload(VolumeFormat format) {
    return new Upload(
        UUID.randomUUID(), "2.25.1", "2.25.2", Optional.empty(), format, Instant.EPOCH);
  }

  private Upload written(VolumeFormat format, byte[] bytes) throws IOException {
    Upload upload = upload(format);
    Files.createDirectories(folder.of(upload.id()));
    Files.write(reader.file(upload), bytes);
    return upload;
  }

  private Upload nifti() throws IOException {
    Upload upload = written(VolumeFormat.NIFTI, new byte[0]);
    try (OutputStream out = Files.newOutputStream(reader.file(upload))) {
      Nifti.write(VOLUME, out);
    }
    return upload;
  }

  @Test
  void aVolumeOfOneFileHasItsOwnGeometryAndNoSlices() throws IOException {
    LoadedSeries loaded = reader.read(nifti(), MemoryRoom.UNLIMITED);

    assertThat(loaded.volume().size()).isEqualTo(new GridSize(5, 4, 3));
    assertThat(loaded.slices()).isEmpty();
  }

  @Test
  void memoryIsAskedForBeforeItIsTaken() throws IOException {
    List<Long> taken = new ArrayList<>();
    Upload upload = nifti();

    reader.read(upload, taken::add);
    assertThat(taken.stream().mapToLong(Long::longValue).sum()).isGreaterThanOrEqualTo(120);

    assertThatThrownBy(
            () ->
                reader.read(
                    upload,
                    bytes -> {
                      throw new ApiException(ErrorCode.MEMORY_FULL, "there is none");
                    }))
        .isInstanceOf(ApiException.class)
        .hasMessage("there is none");
  }

  @Test
  void aDamagedFileFailsItsSessionByACodeOfTheFormat() throws IOException {
    for (VolumeFormat format :
        List.of(VolumeFormat.NIFTI, VolumeFormat.NIFTI_GZ, VolumeFormat.NRRD, VolumeFormat.MHA)) {
      Upload upload = written(format, new byte[] {1, 2, 3});

      assertThatThrownBy(() -> reader.read(upload, MemoryRoom.UNLIMITED))
          .as(format.name())
          .isInstanceOf(SeriesException.class);
    }
  }

  @Test
  void slicesThatAreNoneMakeNoVolume() throws IOException {
    Upload upload = written(VolumeFormat.DICOM, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> reader.read(upload, MemoryRoom.UNLIMITED))
        .isInstanceOf(RuntimeException.class)
        .isNotInstanceOf(NullPointerException.class);
  }

  @Test
  void aFileThatWasErasedMeanwhileIsSaidToBe() {
    assertThatThrownBy(() -> reader.read(upload(VolumeFormat.NRRD), MemoryRoom.UNLIMITED))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERASED));
  }

  @Test
  void onlyNiftiHasAFrameOfItsOwn() throws IOException {
    assertThat(reader.frame(nifti())).isPresent();
    assertThat(reader.frame(upload(VolumeFormat.NRRD))).isEmpty();
    assertThat(reader.frame(upload(VolumeFormat.ZIP))).isEmpty();
  }

  @Test
  void dicomIsNotReadAsOneFile() throws IOException {
    Path file = reader.file(written(VolumeFormat.DICOM, new byte[200]));

    assertThatThrownBy(() -> reader.read(file, VolumeFormat.DICOM))
        .hasMessageContaining("folder of slices");
  }
}
