package io.deepgrow.series;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts what is tolerated in a series, and says it in sentences with a stable code. */
final class SeriesWarnings {

  /** JPEG baseline and extended, JPEG-LS near-lossless. */
  private static final Set<String> LOSSY =
      Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81");

  private int images;
  private int lossy;
  private int notHounsfield;
  private int frames;
  private int withoutRescale;
  private int localizers;
  private int notImages;

  void localizer() {
    localizers++;
  }

  void notImage() {
    notImages++;
  }

  int localizers() {
    return localizers;
  }

  int notImages() {
    return notImages;
  }

  /** An image whose slices were taken. */
  void image(DicomFile file, List<DecodedSlice> slices) {
    DicomObject object = file.dataSet();
    images++;
    boolean marked = object.string(Tag.LOSSY_IMAGE_COMPRESSION).orElse("00").equals("01");
    if (marked || LOSSY.contains(file.syntax().uid())) {
      lossy++;
    }
    if (!Modalities.of(object).equals("CT")) {
      return;
    }
    if (!object.string(Tag.RESCALE_TYPE).orElse("HU").equals("HU")) {
      notHounsfield++;
    }
    frames += slices.size();
    withoutRescale += (int) slices.stream().filter(s -> !s.header().isRescaled()).count();
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (withoutRescale > 0) {
      sentences.add(
          "series.no_rescale: "
              + withoutRescale
              + " of "
              + frames
              + " slices lack Rescale Slope or Intercept; their values are taken as they are and"
              + " may not be Hounsfield units");
    }
    if (notHounsfield > 0) {
      sentences.add(
          "series.units: Rescale Type is not HU in " + notHounsfield + " of " + images + " images");
    }
    if (lossy > 0) {
      sentences.add(
          "series.lossy: " + lossy + " of " + images + " images were compressed with loss");
    }
    if (localizers > 0) {
      sentences.add("series.localizer: " + localizers + " localizer images left out");
    }
    if (notImages > 0) {
      sentences.add("series.not_image: " + notImages + " objects that are no images left out");
    }
    return sentences;
  }
}
