package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Vr;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.terminology.CodedConcept;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Tracking;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentInfoTest {

  @Test
  void readsWhatSegmentItemsAreWrittenWith() {
    StructureCode structure = WrittenSeg.structure("right_adrenal_gland");
    SegSegment segment =
        SegSegment.of(5, structure, SegFixture.mask(1), SegAlgorithm.automatic("net", "2"))
            .described("gland")
            .tracked("finding", "2.25.5");

    SegmentInfo info = SegmentInfo.of(SegmentItem.of(2, segment));

    assertThat(info)
        .isEqualTo(
            new SegmentInfo(
                2,
                "Right Adrenal Gland",
                "gland",
                "AUTOMATIC",
                "net",
                structure.category(),
                structure.type(),
                structure.modifiers(),
                List.of(),
                List.of(structure.cielab()),
                new Tracking("finding", "2.25.5")));
  }

  @Test
  void takesTissueWhereNoCodeCanBeRead() {
    SegmentInfo info = SegmentInfo.of(item());

    assertThat(info.type().meaning()).isEqualTo("Tissue");
    assertThat(info.category().meaning()).isEqualTo("Tissue");
    assertThat(info.label()).isEmpty();
    assertThat(info.colors()).isEmpty();
    assertThat(info.tracking().isNone()).isTrue();
  }

  @Test
  void keepsRetiredAndLongCodes() {
    DicomObject item = item();
    item.setItems(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, code("T-62000", "SRT", "Liver"));
    DicomObject category =
        new DicomObject()
            .setString(Tag.LONG_CODE_VALUE, "123456789012")
            .setString(Tag.CODING_SCHEME_DESIGNATOR, "SCT")
            .setString(Tag.CODE_MEANING, "Something");
    item.setItems(Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE, category);

    assertThat(SegmentInfo.of(item).type()).isEqualTo(new CodedConcept("T-62000", "SRT", "Liver"));
    assertThat(SegmentInfo.of(item).category().value()).isEqualTo("123456789012");
  }

  @Test
  void passesOverCodesThatAreNotWhole() {
    DicomObject item = item();
    item.setItems(
        Tag.ANATOMIC_REGION_SEQUENCE,
        new DicomObject().setString(Tag.CODE_VALUE, "1"),
        code("x".repeat(40), "SCT", "Too long"),
        code("10200004", "SCT", "Liver"));

    assertThat(SegmentInfo.of(item).regions())
        .containsExactly(new CodedConcept("10200004", "SCT", "Liver"));
  }

  @Test
  void passesOverColoursThatAreNone() {
    DicomObject item = item();
    item.setInts(Tag.RECOMMENDED_DISPLAY_CIELAB_VALUE, 1, 2);
    assertThat(SegmentInfo.of(item).colors()).isEmpty();

    item.setBytes(Tag.RECOMMENDED_DISPLAY_CIELAB_VALUE, Vr.SS, new byte[] {-1, -1, 0, 0, 0, 0});
    assertThat(SegmentInfo.of(item).colors()).isEmpty();
  }

  @Test
  void passesOverHalfATracking() {
    DicomObject item = item().setString(Tag.TRACKING_ID, "finding");

    assertThat(SegmentInfo.of(item).tracking().isNone()).isTrue();
  }

  @Test
  void knowsTheBackgroundOfALabelMap() {
    DicomObject item = item();
    item.setItems(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, code("125040", "DCM", "Background"));

    assertThat(SegmentInfo.of(item).isBackground()).isTrue();
    assertThat(SegmentInfo.of(item()).isBackground()).isFalse();
  }

  @Test
  void needsANumber() {
    assertThatThrownBy(() -> SegmentInfo.of(new DicomObject()))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.malformed"));
  }

  private static DicomObject item() {
    return new DicomObject().setInts(Tag.SEGMENT_NUMBER, 1);
  }

  private static DicomObject code(String value, String scheme, String meaning) {
    return new DicomObject()
        .setString(Tag.CODE_VALUE, value)
        .setString(Tag.CODING_SCHEME_DESIGNATOR, scheme)
        .setString(Tag.CODE_MEANING, meaning);
  }
}
