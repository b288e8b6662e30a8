package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back, whatever it is. */
class RoundTripTest {

  @Provide
  Arbitrary<DicomObject> dataSets() {
    return DataSets.writable();
  }

  @Provide
  Arbitrary<TransferSyntax> syntaxes() {
    return Arbitraries.of(
        TransferSyntax.EXPLICIT_LITTLE,
        TransferSyntax.IMPLICIT_LITTLE,
        TransferSyntax.EXPLICIT_BIG,
        TransferSyntax.DEFLATED);
  }

  @Property
  void readsWhatWasWritten(
      @ForAll("dataSets") DicomObject object, @ForAll("syntaxes") TransferSyntax syntax) {
    DicomFile file = new DicomFile(syntax, object, PixelData.NONE);

    byte[] bytes = DicomWriter.bytes(file);
    DicomFile again = DicomReader.read(bytes, DicomLimits.standard());

    assertThat(DataSets.meaning(again.dataSet())).isEqualTo(DataSets.meaning(object));
    assertThat(again.syntax()).isEqualTo(syntax);
    assertThat(DicomWriter.bytes(again)).isEqualTo(bytes);
  }

  @Property
  void aDeepCopyIsEqualAndApart(@ForAll("dataSets") DicomObject object) {
    DicomObject copy = object.deepCopy();
    assertThat(DataSets.meaning(copy)).isEqualTo(DataSets.meaning(object));
    copy.items(Tag.REFERENCED_SERIES_SEQUENCE).forEach(i -> i.setString(Tag.PATIENT_ID, "other"));
    copy.setString(Tag.PATIENT_SEX, "O");
    assertThat(object.contains(Tag.PATIENT_SEX)).isFalse();
    assertThat(DataSets.meaning(object)).doesNotContain("other");
  }
}
