package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.read.SegContent;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AcceptedSegTest {

  static final AcceptedSeg ACCEPTED =
      new AcceptedSeg(
          new Equipment("deepgrow-pacs", "deepgrow-pacs", "test", "0.1"),
          "Müller Änne",
          OffsetDateTime.parse("2026-11-29T08:09:10Z"));

  private final WrittenSeg written = new WrittenSeg();

  private DicomFile seg() throws IOException {
    written.options(SegOptions.standard().withContent("", "Grace Hopper"));
    return written.file(written.segment(1), written.segment(2));
  }

  private static DicomFile again(DicomFile file) {
    return DicomReader.read(DicomWriter.bytes(file), DicomLimits.standard());
  }

  @Test
  void namesWhoAcceptedItBesideWhoMarkedIt() throws IOException {
    DicomFile before = seg();

    DicomObject after = again(ACCEPTED.named(before)).dataSet();

    assertThat(after.string(Tag.CONTENT_CREATOR_NAME)).contains("Grace Hopper");
    DicomObject contributor = after.item(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).orElseThrow();
    assertThat(contributor.string(Tag.OPERATORS_NAME)).contains("Müller Änne");
    assertThat(contributor.string(Tag.CONTRIBUTION_DATE_TIME)).contains("20261129080910+0000");
    assertThat(after.string(Tag.SOP_INSTANCE_UID))
        .isEqualTo(before.dataSet().string(Tag.SOP_INSTANCE_UID));
    assertThat(before.dataSet().contains(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE)).isFalse();
  }

  @Test
  void aSecondAcceptanceStandsBesideTheFirst() throws IOException {
    assertThat(
            again(ACCEPTED.named(ACCEPTED.named(seg())))
                .dataSet()
                .items(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE))
        .hasSize(2);
  }

  @Test
  void aSuccessorHasTheSameMasksUnderOtherUidsAndRefersToTheOneBefore() throws IOException {
    DicomFile before = seg();
    UUID job = new UUID(5, 6);

    DicomFile after = again(ACCEPTED.successor(before, UidSource.derived(job)));

    String sop = before.dataSet().string(Tag.SOP_INSTANCE_UID).orElseThrow();
    UidSource uids = UidSource.derived(job);
    assertThat(after.dataSet().string(Tag.SOP_INSTANCE_UID)).contains(uids.next());
    assertThat(after.dataSet().string(Tag.SERIES_INSTANCE_UID)).contains(uids.next());
    assertThat(
            after
                .dataSet()
                .item(Tag.REFERENCED_IMAGE_SEQUENCE)
                .orElseThrow()
                .string(Tag.REFERENCED_SOP_INSTANCE_UID))
        .contains(sop);
    assertThat(after.dataSet().items(Tag.REFERENCED_SERIES_SEQUENCE)).hasSize(2);
    SegContent content = new SegReader(SegReadOptions.standard()).read(after, SegFixture.source());
    assertThat(content.segments()).hasSize(2);
    assertThat(content.segments().get(0).mask().sameVoxels(SegFixture.mask(1))).isTrue();
  }
}
