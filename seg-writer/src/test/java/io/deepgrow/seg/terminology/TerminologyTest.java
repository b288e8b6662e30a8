package io.deepgrow.seg.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminologyTest {

  private final Terminology terminology = Terminology.standard();

  @Test
  void knowsTheOrgansInTheOrderOfTheirLabels() {
    assertThat(terminology.structures())
        .extracting(StructureCode::id)
        .hasSize(16)
        .startsWith("spleen", "right_kidney", "left_kidney", "gallbladder")
        .endsWith("lesion", "tumor", "unknown_structure");
  }

  @Test
  void storesEachColourAsItsConversionGivesIt() {
    assertThat(terminology.structures())
        .allSatisfy(s -> assertThat(s.cielab()).isEqualTo(CielabColor.of(s.rgb())));
  }

  @Test
  void tellsLeftFromRightByAModifier() {
    StructureCode left = terminology.find("left_kidney").orElseThrow();
    StructureCode right = terminology.find("right_kidney").orElseThrow();

    assertThat(left.type()).isEqualTo(right.type());
    assertThat(left.modifiers()).containsExactly(new CodedConcept("7771000", "SCT", "Left"));
    assertThat(right.modifiers()).containsExactly(new CodedConcept("24028007", "SCT", "Right"));
  }

  @Test
  void givesAnUnknownStructureTheLabelItCameWith() {
    StructureCode structure = terminology.findOrUnknown("thymus", "Thymus");

    assertThat(structure.label()).isEqualTo("Thymus");
    assertThat(structure.type().meaning()).isEqualTo("Tissue");
    assertThat(terminology.findOrUnknown("liver", "x").label()).isEqualTo("Liver");
  }

  @Test
  void placesALesionInItsOrgan() {
    CodedConcept liver = terminology.find("liver").orElseThrow().type();

    assertThat(terminology.find("lesion").orElseThrow().in(liver).regions()).containsExactly(liver);
  }

  @Test
  void recoloursBothForms() {
    StructureCode orange =
        terminology.find("liver").orElseThrow().coloured(new RgbColor(255, 165, 0));

    assertThat(orange.cielab()).isEqualTo(new CielabColor(49107, 39048, 53188));
  }

  @Test
  void readsStructuresOfASiteAndDerivesTheirColour() throws IOException {
    Terminology own = read(structure("bladder", "Urinary Bladder"));

    assertThat(own.find("bladder").orElseThrow().cielab())
        .isEqualTo(new CielabColor(41661, 41167, 40792));
    assertThat(own.find("spleen")).isEmpty();
    assertThatThrownBy(() -> own.findOrUnknown("spleen", "Spleen"))
        .hasMessageContaining("unknown_structure");
  }

  @Test
  void namesTheStructureThatIsWrong() {
    String one = structure("bladder", "Urinary Bladder");
    assertThatThrownBy(() -> read(one + "," + one)).hasMessageContaining("bladder is there twice");
    assertThatThrownBy(() -> read(structure("bladder", "x".repeat(65))))
        .hasMessageContaining("'bladder'")
        .hasMessageContaining("64");
    assertThatThrownBy(() -> read("{\"id\":\"x\",\"label\":\"X\"}")).hasMessageContaining("'x'");
    assertThatThrownBy(() -> new CodedConcept("12345678901234567", "SCT", "Too long"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CodedConcept("1", "SCT", "a\\b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String structure(String id, String label) {
    return """
        {"id": "%s", "label": "%s",
         "category": {"value": "123037004", "scheme": "SCT", "meaning": "Anatomical Structure"},
         "type": {"value": "89837001", "scheme": "SCT", "meaning": "Urinary bladder"},
         "rgb": [221, 130, 101]}
        """
        .formatted(id, label);
  }

  private static Terminology read(String structures) throws IOException {
    byte[] json = ("[" + structures + "]").getBytes(StandardCharsets.UTF_8);
    return Terminology.read(new ByteArrayInputStream(json));
  }
}
