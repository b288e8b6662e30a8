package io.deepgrow.series;

import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.volume.grid.PatientPoint;
import java.util.List;

/**
 * One plane of a loaded series and the instance or frame it came from, with the texts a SEG repeats
 * letter by letter.
 *
 * @param frameNumber from 1; 0 when the instance has a single frame
 * @param imagePositionPatient three decimal strings, LPS mm
 * @param imageOrientationPatient six decimal strings
 * @param pixelSpacing two decimal strings: between rows, between columns, mm
 * @param sliceThickness decimal string in mm, empty when the source has none
 */
public record SourceSlice(
    SopInstanceUid sopInstanceUid,
    String sopClassUid,
    int frameNumber,
    List<String> imagePositionPatient,
    List<String> imageOrientationPatient,
    List<String> pixelSpacing,
    String sliceThickness) {

  public SourceSlice {
    imagePositionPatient = List.copyOf(imagePositionPatient);
    imageOrientationPatient = List.copyOf(imageOrientationPatient);
    pixelSpacing = List.copyOf(pixelSpacing);
  }

  /** Centre of the first voxel of the plane. */
  public PatientPoint position() {
    return new PatientPoint(coordinate(0), coordinate(1), coordinate(2));
  }

  private double coordinate(int axis) {
    return Double.parseDouble(imagePositionPatient.get(axis).strip());
  }
}
