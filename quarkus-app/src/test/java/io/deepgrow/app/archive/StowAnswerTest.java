package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StowAnswerTest {

  private final StowAnswer answer = new StowAnswer(new ArchiveUrls("http://a/dicom-web"));

  private static ArchivedInstance instance(int number) {
    return new ArchivedInstance(
        new StudyUid("2.25.1"),
        new SeriesUid("2.25.2"),
        new SopInstanceUid("2.25.3." + number),
        ArchiveFiles.CT,
        TransferSyntax.EXPLICIT_LITTLE,
        new DicomObject(),
        Path.of("file"));
  }

  private static StoreResult.Refused refused(String instance) {
    return new StoreResult.Refused(ArchiveFiles.CT, instance, 0x0111);
  }

  private List<String> listed(int sequence) {
    return answer.body().items(sequence).stream()
        .map(i -> i.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("-"))
        .toList();
  }

  @Test
  void whatIsThereAlreadyIsAsGoodAsStored() {
    answer.add(new StoreResult.Stored(instance(1)));
    answer.add(new StoreResult.AlreadyThere(instance(2)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(listed(Tag.REFERENCED_SOP_SEQUENCE)).containsExactly("2.25.3.1", "2.25.3.2");
    assertThat(answer.body().items(Tag.REFERENCED_SOP_SEQUENCE).get(1).string(Tag.RETRIEVE_URL))
        .contains("http://a/dicom-web/studies/2.25.1/series/2.25.2/instances/2.25.3.2");
    assertThat(answer.body().contains(Tag.FAILED_SOP_SEQUENCE)).isFalse();
    assertThat(answer.body().contains(Tag.OTHER_FAILURES_SEQUENCE)).isFalse();
  }

  @Test
  void someStoredAndSomeNotIsAnAnswerOfItsOwn() {
    answer.add(new StoreResult.Stored(instance(1)));
    answer.add(refused("2.25.3.9"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(listed(Tag.FAILED_SOP_SEQUENCE)).containsExactly("2.25.3.9");
    assertThat(answer.body().items(Tag.FAILED_SOP_SEQUENCE).get(0).integer(Tag.FAILURE_REASON))
        .hasValue(0x0111);
  }

  @Test
  void whatNobodyCanNameIsAnotherFailure() {
    answer.add(refused(""));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().contains(Tag.FAILED_SOP_SEQUENCE)).isFalse();
    assertThat(answer.body().items(Tag.OTHER_FAILURES_SEQUENCE).get(0).integer(Tag.FAILURE_REASON))
        .hasValue(0x0111);
  }

  @Test
  void anUnnamedFailureAmongStoredOnesIsNotHidden() {
    answer.add(new StoreResult.Stored(instance(1)));
    answer.add(refused(""));

    assertThat(answer.status()).isEqualTo(202);
  }
}
