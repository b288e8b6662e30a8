package io.deepgrow.app.routing.sighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.series.CtSlices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyLookTest {

  private final List<DicomFile> slices = CtSlices.axial(3);
  private final FakePacs pacs = FakePacs.of(slices);
  private final StudyLook look = new StudyLook(new DicomWebClient(DicomWebConfig.of(pacs.base())));
  private final StudyUid study =
      new StudyUid(slices.get(0).dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());

  @AfterEach
  void stop() {
    pacs.close();
  }

  private static DicomFile like(DicomFile file, String series, String instance) {
    DicomObject other = file.dataSet().deepCopy();
    other.setString(Tag.SERIES_INSTANCE_UID, series).setString(Tag.SOP_INSTANCE_UID, instance);
    return new DicomFile(file.syntax(), other, file.pixelData());
  }

  @Test
  void countsTheInstancesOfASeries() {
    StudyContent content = look.content(study);
    assertThat(content.series()).hasSize(1);
    assertThat(content.series().get(0).instances()).isEqualTo(3);
    assertThat(content.series().get(0).modality()).isEqualTo("CT");
    assertThat(content.series().get(0).derived()).isFalse();
  }

  @Test
  void whatASearchLeavesOutComesFromOneObject() {
    slices.forEach(slice -> slice.dataSet().setString(Tag.SLICE_THICKNESS, "2.5"));
    StudyContent content = look.content(study);
    assertThat(content.series().get(0).attributes()).doesNotContainKey("SliceThickness");
    assertThat(look.detailed(study, content).series().get(0).attributes())
        .containsEntry("SliceThickness", "2.5");
  }

  @Test
  void nothingNamesThePatient() {
    for (DicomFile slice : slices) {
      slice
          .dataSet()
          .setString(Tag.PATIENT_NAME, "Doe^Jane")
          .setString(Tag.PATIENT_ID, "4711")
          .setString(Tag.PATIENT_BIRTH_DATE, "19500317")
          .setString(Tag.ACCESSION_NUMBER, "A-4711");
    }
    StudyContent content = look.detailed(study, look.content(study));
    assertThat(content.toString()).doesNotContain("Doe", "4711", "19500317");
  }

  @Test
  void reformattedSeriesAreDerivedAndOriginalsThatWereCompressedOrConvertedAreNot() {
    List<DicomFile> all = new ArrayList<>();
    all.add(like(slices.get(0), "1.2.1", "1.2.1.1"));
    all.get(0).dataSet().setString(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "MPR");
    all.add(like(slices.get(0), "1.2.2", "1.2.2.1"));
    all.get(1).dataSet().setString(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY", "AXIAL");
    all.add(like(slices.get(0), "1.2.3", "1.2.3.1"));
    all.get(2).dataSet().setString(Tag.MODALITY, "SEG");
    all.add(like(slices.get(0), "1.2.4", "1.2.4.1"));
    all.get(3).dataSet().setString(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL");
    pacs.files().clear();
    pacs.files().addAll(all);
    StudyContent content = look.content(study);
    assertThat(look.detailed(study, content).digest()).isEqualTo(content.digest());
    assertThat(look.detailed(study, content).series())
        .extracting(StudyContent.Series::derived)
        .containsExactly(true, false, true, false);
  }

  @Test
  void longTextIsCutAndControlCharactersAreBlanks() {
    slices.forEach(
        slice -> slice.dataSet().setString(Tag.SERIES_DESCRIPTION, "a\u001bb" + "c".repeat(500)));
    assertThat(
            look.detailed(study, look.content(study))
                .series()
                .get(0)
                .attributes()
                .get("SeriesDescription"))
        .startsWith("a bc")
        .hasSize(128);
  }

  @Test
  void aStudyThatIsNotThereHasNothing() {
    assertThat(look.content(new StudyUid("1.2.840.1")).isEmpty()).isTrue();
  }
}
