package io.deepgrow.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundStudiesTest {

  private static final DicomObject HERE = named("HERE");
  private static final DicomObject THERE = named("THERE");
  private static final DicomObject ANYWHERE = new DicomObject().setString(Tag.PATIENT_ID, "A");

  private final FoundStudies found = new FoundStudies(Patient.of("A", "HERE"));

  private static DicomObject named(String issuer) {
    return new DicomObject()
        .setString(Tag.PATIENT_ID, "A")
        .setString(Tag.ISSUER_OF_PATIENT_ID, issuer);
  }

  @Test
  void collectsWhatSaidSo() {
    found.add(FoundBy.PACS, "1", HERE);
    found.add(FoundBy.RESULT, "1", HERE);
    found.add(FoundBy.UPLOAD, "2", HERE);

    assertThat(found.all().studies())
        .isEqualTo(Map.of("1", Set.of(FoundBy.PACS, FoundBy.RESULT), "2", Set.of(FoundBy.UPLOAD)));
    assertThat(found.all().withoutIssuer()).isEmpty();
  }

  @Test
  void noIssuerIsNoMatchButSaid() {
    found.add(FoundBy.PACS, "1", THERE);
    found.addById(FoundBy.SESSION, "1");
    found.add(FoundBy.RESULT, "1", ANYWHERE);
    found.addById(FoundBy.SESSION, "2");
    found.add(FoundBy.PACS, "3", ANYWHERE);

    assertThat(found.all().studies()).isEmpty();
    assertThat(found.all().withoutIssuer()).containsExactly("2", "3");
  }

  @Test
  void theRightIssuerCountsWhateverElseIsNamed() {
    found.add(FoundBy.PACS, "1", THERE);
    found.add(FoundBy.RESULT, "1", HERE);
    found.addById(FoundBy.SESSION, "1");

    assertThat(found.all().studies())
        .isEqualTo(Map.of("1", Set.of(FoundBy.RESULT, FoundBy.SESSION)));
  }

  @Test
  void whereNoIssuerIsRequestedTheIdIsEnough() {
    FoundStudies any = new FoundStudies(Patient.of("A", null));
    any.add(FoundBy.PACS, "1", THERE);
    any.addById(FoundBy.SESSION, "2");

    assertThat(any.all().studies().keySet()).containsExactly("1", "2");
    assertThat(any.all().withoutIssuer()).isEmpty();
  }
}
