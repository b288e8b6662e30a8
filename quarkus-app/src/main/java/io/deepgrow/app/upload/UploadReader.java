package io.deepgrow.app.upload;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.Erased;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.Modalities;
import io.deepgrow.series.SeriesException;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.file.MemoryRoom;
import io.deepgrow.volume.file.Mha;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.NiftiFrame;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.VolumeFileException;
import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.grid.Volume;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the files of an upload into a volume. */
@ApplicationScoped
public class UploadReader {

  private final UploadFolder folder;
  private final long maxVoxels;
  private final Modalities modalities;

  UploadReader(UploadFolder folder, UploadConfig config, DeepgrowConfig service) {
    this.folder = folder;
    this.modalities = Modalities.of(service.sessions().modalities());
    this.maxVoxels = config.maxVoxels();
  }

  /** The one file of an upload that is not a folder of slices. */
  public Path file(Upload upload) {
    return folder.of(upload.id()).resolve("00000");
  }

  /**
   * The volume, with its own geometry.
   *
   * @param room asked for memory before it is taken
   * @throws SeriesException when the files make no volume
   */
  LoadedSeries read(Upload upload, MemoryRoom room) {
    try {
      return switch (upload.format()) {
        case DICOM, ZIP -> SeriesReader.directory(folder.of(upload.id()), modalities, room);
        default -> {
          Volume volume = read(file(upload), upload.format(), room);
          yield new LoadedSeries(volume, List.of(), new DicomObject(), List.of());
        }
      };
    } catch (VolumeFileException e) {
      throw new SeriesException(e.code(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Erased.orFailed(e);
    }
  }

  /**
   * A volume of one file.
   *
   * @throws VolumeFileException when the file is damaged or lies
   */
  public Volume read(Path file, VolumeFormat format) throws IOException {
    return read(file, format, MemoryRoom.UNLIMITED);
  }

  private Volume read(Path file, VolumeFormat format, MemoryRoom room) throws IOException {
    VolumeFileLimits limits = new VolumeFileLimits(maxVoxels, room);
    return switch (format) {
      case NIFTI, NIFTI_GZ -> Nifti.read(file, limits);
      case NRRD -> Nrrd.read(file, limits);
      case MHA -> Mha.read(file, limits);
      case ZIP, DICOM ->
          throw new VolumeFileException("upload.format", "DICOM is read as a folder of slices");
    };
  }

  /** Where the header of a NIfTI upload says it lies. */
  public Optional<NiftiFrame> frame(Upload upload) {
    if (upload.format() != VolumeFormat.NIFTI && upload.format() != VolumeFormat.NIFTI_GZ) {
      return Optional.empty();
    }
    try {
      return Optional.of(NiftiFrame.read(file(upload)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
