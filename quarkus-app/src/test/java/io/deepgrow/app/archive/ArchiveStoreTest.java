package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.archive.StoreResult.AlreadyThere;
import io.deepgrow.app.archive.StoreResult.Refused;
import io.deepgrow.app.archive.StoreResult.Stored;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {

  @TempDir Path folder;
  private ArchiveStore store;

  @BeforeEach
  void open() throws IOException {
    store = ArchiveStore.open(folder.resolve("archive"), ArchiveLimits.standard());
  }

  @Test
  void keepsTheBytesItWasGiven() throws IOException {
    byte[] bytes = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 4);

    StoreResult result = store(bytes);

    assertThat(result)
        .isInstanceOfSatisfying(
            Stored.class, s -> assertThat(s.instance().file()).hasBinaryContent(bytes));
    assertThat(files()).containsExactly(folder.resolve("archive/2.25.1/2.25.1.1/2.25.1.1.1.dcm"));
  }

  @Test
  void findsEverythingAgainAfterARestart() throws IOException {
    store(ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1));
    store(ArchiveFiles.part10(ArchiveFiles.slice(1, 2, 1), 1));
    Files.writeString(folder.resolve("archive/notes.txt"), "not DICOM");
    Files.writeString(folder.resolve("archive/.incoming/half.part"), "half");

    ArchiveStore again = ArchiveStore.open(folder.resolve("archive"), ArchiveLimits.standard());

    assertThat(again.index().study(new StudyUid("2.25.1"))).hasSize(2);
    assertThat(again.skipped()).isEqualTo(1);
    assertThat(folder.resolve("archive/.incoming")).isEmptyDirectory();
  }

  @Test
  void takesTheSameBytesTwice() throws IOException {
    byte[] bytes = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 4);
    store(bytes);

    assertThat(store(bytes)).isInstanceOf(AlreadyThere.class);
    assertThat(files()).hasSize(1);
  }

  @Test
  void refusesOtherContentUnderTheSameUid() throws IOException {
    byte[] bytes = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 4);
    store(bytes);

    StoreResult result = store(ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 5));

    assertThat(result)
        .isEqualTo(new Refused(ArchiveFiles.CT, "2.25.1.1.1", Refused.DUPLICATE_INSTANCE));
    assertThat(files().get(0)).hasBinaryContent(bytes);
  }

  @Test
  void refusesTheUidInAnotherSeriesToo() throws IOException {
    store(ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1));
    DicomObject moved = ArchiveFiles.slice(1, 2, 1);
    moved.setString(Tag.SOP_INSTANCE_UID, "2.25.1.1.1");

    assertThat(store(ArchiveFiles.part10(moved, 1))).isInstanceOf(Refused.class);
    assertThat(store.index().size()).isEqualTo(1);
  }

  @Test
  void refusesAnotherStudyThanTheRequestNames() throws IOException {
    try (InputStream part = ArchiveFiles.stream(1, 1, 1)) {
      StoreResult result = store.store(part, Optional.of(new StudyUid("2.25.2")));

      assertThat(result).isEqualTo(new Refused(ArchiveFiles.CT, "2.25.1.1.1", Refused.WRONG_STUDY));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesWhatIsNoDicom() throws IOException {
    assertThat(store("hello".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Refused("", "", Refused.CANNOT_UNDERSTAND));
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesUidsThatWouldLeaveTheFolder() throws IOException {
    DicomObject evil = ArchiveFiles.slice(1, 1, 1);
    evil.setString(Tag.STUDY_INSTANCE_UID, "../../evil");

    assertThat(store(ArchiveFiles.part10(evil, 1))).isInstanceOf(Refused.class);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void leavesNothingBehindWhenTheStreamBreaks() throws IOException {
    byte[] bytes = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 4);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("reset");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("reset");
              }
            });

    assertThatThrownBy(() -> store.store(broken, Optional.empty())).hasMessage("reset");
    assertThat(store.index().find(new SopInstanceUid("2.25.1.1.1"))).isEmpty();
    assertThat(folder.resolve("archive/.incoming")).isEmptyDirectory();
  }

  @Test
  void keepsToItsLimits() throws IOException {
    ArchiveLimits standard = ArchiveLimits.standard();
    byte[] bytes = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1);
    ArchiveStore small =
        ArchiveStore.open(
            folder.resolve("small"), new ArchiveLimits(bytes.length, 1, 1, standard.dicom()));

    assertThat(small.store(new ByteArrayInputStream(bytes), Optional.empty()))
        .isInstanceOf(Stored.class);
    assertThat(small.store(ArchiveFiles.stream(1, 1, 2), Optional.empty()))
        .isEqualTo(new Refused("", "", Refused.OUT_OF_RESOURCES));
    byte[] second = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 2), 1);
    assertThat(small.store(new ByteArrayInputStream(second), Optional.empty()))
        .isEqualTo(new Refused(ArchiveFiles.CT, "2.25.1.1.2", Refused.OUT_OF_RESOURCES));
  }

  private StoreResult store(byte[] bytes) throws IOException {
    return store.store(new ByteArrayInputStream(bytes), Optional.empty());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
