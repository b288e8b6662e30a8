package io.deepgrow.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientTest {

  private static DicomObject named(String id) {
    return new DicomObject().setString(Tag.PATIENT_ID, id);
  }

  private static DicomObject named(String id, String issuer) {
    return named(id).setString(Tag.ISSUER_OF_PATIENT_ID, issuer);
  }

  @Test
  void isKnownByTheWholeIdAndBlanksAroundItDoNotCount() {
    Patient patient = Patient.of(" A 1 ", null);

    assertThat(patient.match(named("A 1"))).isEqualTo(Match.SAME);
    assertThat(patient.match(named(" A 1  "))).isEqualTo(Match.SAME);
    assertThat(patient.match(named("A 1", "ANY"))).isEqualTo(Match.SAME);
    for (String other : List.of("a 1", "A  1", "A 11", "A 1^", "A*")) {
      assertThat(patient.match(named(other))).as(other).isEqualTo(Match.OTHER);
    }
    assertThat(patient.match(new DicomObject())).isEqualTo(Match.OTHER);
  }

  @Test
  void anIdWithAWildcardIsOnlyItself() {
    assertThat(Patient.of("*", null).match(named("A"))).isEqualTo(Match.OTHER);
    assertThat(Patient.of("A?", null).match(named("AB"))).isEqualTo(Match.OTHER);
    assertThat(Patient.of("A?", null).match(named("A?"))).isEqualTo(Match.SAME);
  }

  @Test
  void withAnIssuerTheSameIdOfAnotherIsSomebodyElse() {
    Patient patient = Patient.of("A", "HERE");

    assertThat(patient.match(named("A", "HERE"))).isEqualTo(Match.SAME);
    assertThat(patient.match(named("A", "THERE"))).isEqualTo(Match.NAMESAKE);
    assertThat(patient.match(named("A"))).isEqualTo(Match.SAME_ID);
    assertThat(patient.match(named("B", "HERE"))).isEqualTo(Match.OTHER);
  }

  @Test
  void whatCanBeNoPatientIdIsRefusedWithoutAnEcho() {
    for (String bad : List.of("", "  ", "A\\B", "A\nB", "A".repeat(65))) {
      assertThatThrownBy(() -> Patient.of(bad, null))
          .isInstanceOf(ApiException.class)
          .hasMessageNotContaining("A\\B")
          .hasMessageNotContaining("AAA");
    }
  }

  @Test
  void isShownToNobody() {
    assertThat(Patient.of("SECRET", "ISSUER").toString()).isEqualTo("a patient");
  }
}
