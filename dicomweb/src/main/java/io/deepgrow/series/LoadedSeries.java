package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.volume.grid.Volume;
import java.util.List;

/**
 * A series as a volume, with what a SEG of it must repeat.
 *
 * @param slices in the order of k
 * @param commonAttributes the first slice's attributes without its pixels
 * @param warnings codes and sentences of what was tolerated
 */
public record LoadedSeries(
    Volume volume, List<SourceSlice> slices, DicomObject commonAttributes, List<String> warnings) {

  public LoadedSeries {
    slices = List.copyOf(slices);
    warnings = List.copyOf(warnings);
  }

  /**
   * The same volume and slices under the patient and study that the archive names now.
   *
   * @param modules from {@link SeriesReader#patientAndStudy}
   */
  public LoadedSeries withPatientAndStudy(DicomObject modules) {
    return new LoadedSeries(
        volume, slices, PatientStudyModules.replaced(commonAttributes, modules), warnings);
  }
}
