package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The modalities whose series may become volumes. The networks are trained on CT: what they make of
 * other images looks right and is not.
 *
 * @param names values of Modality (0008,0060), such as CT
 */
public record Modalities(Set<String> names) {

  /** CT alone. */
  public static final Modalities CT = new Modalities(Set.of("CT"));

  private static final Set<String> CT_CLASSES =
      Set.of(
          CtWriter.CT_IMAGE_STORAGE,
          CtWriter.CT_IMAGE_STORAGE + ".1",
          CtWriter.CT_IMAGE_STORAGE + ".2");

  public Modalities {
    names = Set.copyOf(names);
  }

  /**
   * Those of a setting, in any case of letters.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Modalities of(Collection<String> names) {
    Set<String> clean = new TreeSet<>();
    for (String name : names) {
      if (!name.isBlank()) {
        clean.add(name.strip().toUpperCase(Locale.ROOT));
      }
    }
    if (clean.isEmpty()) {
      throw new IllegalArgumentException("Name at least one modality, such as CT");
    }
    return new Modalities(clean);
  }

  /**
   * Nothing, when an image is of one of them.
   *
   * @throws SeriesException {@code series.modality}
   */
  void require(DicomObject image) {
    String modality = of(image);
    if (!names.contains(modality)) {
      throw new SeriesException(
          "series.modality",
          (modality.isEmpty() ? "The image names no modality" : "The image is " + modality)
              + "; only "
              + String.join(", ", new TreeSet<>(names))
              + " is segmented here. Where a model is made for it, allow it by"
              + " deepgrow.sessions.modalities or --modalities");
    }
  }

  /** The modality of an image, by its SOP class where it names none; empty when unknown. */
  static String of(DicomObject image) {
    String named = image.string(Tag.MODALITY).orElse("").toUpperCase(Locale.ROOT);
    boolean isCt = CT_CLASSES.contains(image.string(Tag.SOP_CLASS_UID).orElse(""));
    return named.isEmpty() && isCt ? "CT" : named.replaceAll("[^A-Z0-9 _]", "");
  }
}
