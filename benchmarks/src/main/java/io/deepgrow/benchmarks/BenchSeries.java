package io.deepgrow.benchmarks;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.StoreOutcome;
import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Reorient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A CT series to time clicks on.
 *
 * @param organ the spleen, which clicks go into
 */
record BenchSeries(String name, List<DicomFile> files, Mask organ) {

  /** 300 slices of 512×512, generated. */
  static BenchSeries generated() {
    Phantom phantom = new PhantomGenerator(7).generate(PhantomSpec.large());
    List<DicomFile> files =
        new CtWriter(UidSource.derived(new UUID(7, 300)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(phantom.ct());
    return new BenchSeries(
        "generated, 512×512×300", files, Mask.ofLabel(phantom.labels(), Organ.SPLEEN.label()));
  }

  /** A folder of slices, with a NIfTI file of labels in which the spleen is 1. */
  static BenchSeries ofFolder(Path slices, Path labels) throws IOException {
    List<DicomFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(slices)) {
      for (Path path : paths.sorted().toList()) {
        files.add(DicomReader.read(Files.readAllBytes(path), DicomLimits.standard()));
      }
    }
    Mask organ =
        Mask.ofLabel(
            Reorient.onto(Nifti.read(labels), SeriesReader.directory(slices).volume().geometry()),
            1);
    return new BenchSeries(
        slices.getFileName() + ", 512×512×" + files.size(), List.copyOf(files), organ);
  }

  String study() {
    return files.get(0).dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow();
  }

  String series() {
    return files.get(0).dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow();
  }

  void store(DicomWebClient pacs) throws IOException {
    for (DicomFile file : files) {
      StoreOutcome outcome =
          pacs.store(
              new StudyUid(study()),
              new SeriesUid(series()),
              file.sopInstanceUid(),
              DicomWriter.bytes(file));
      if (!(outcome instanceof StoreOutcome.Stored)) {
        throw new IOException("The PACS did not take a slice: " + outcome);
      }
    }
  }

  /** Some voxels of the organ, the same every time. */
  List<VoxelIndex> voxels(int count) {
    Random random = new Random(5);
    List<VoxelIndex> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      VoxelIndex voxel = organ.size().voxel(random.nextInt(organ.size().arrayLength()));
      if (organ.get(voxel)) {
        chosen.add(voxel);
      }
    }
    return chosen;
  }
}
