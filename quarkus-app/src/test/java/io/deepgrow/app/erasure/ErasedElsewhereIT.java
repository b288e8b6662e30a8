package io.deepgrow.app.erasure;

import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.seriesUid;
import static io.deepgrow.app.result.PlayedSessions.studyUid;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A replica lets go of what another one has erased. */
@QuarkusTest
@TestProfile(Erasures.Quick.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ErasedElsewhereIT {

  @Inject DataSource database;
  @Inject SeriesSupply supply;
  @Inject ErasedElsewhere elsewhere;

  @Test
  void volumesAndFilesGoOnceTheDeedStandsInTheTrail() throws Exception {
    clicked(1);
    clicked(2);
    UUID upload = UUID.randomUUID();
    Path files =
        Path.of(ConfigProvider.getConfig().getValue("deepgrow.uploads.dir", String.class))
            .resolve(upload.toString());
    Files.writeString(Files.createDirectories(files).resolve("00000"), "slice");
    elsewhere.look();

    new Tables(database)
        .run(
            "insert into audit_event (at, actor, action, session_id, study_uid) values (now(),"
                + " 'service', 'study.erased', null, '%s'), (now(), 'service', 'upload.erased', '%s', '%s')"
                    .formatted(studyUid(1), upload, studyUid(1)));
    elsewhere.look();

    assertThat(supply.peek(series(1))).isEmpty();
    assertThat(supply.peek(series(2))).isPresent();
    assertThat(files).doesNotExist();
    clicked(1);
    elsewhere.look();
    assertThat(supply.peek(series(1))).as("each deed counts once").isPresent();
  }

  private static SeriesKey series(int study) {
    return new SeriesKey(new StudyUid(studyUid(study)), new SeriesUid(seriesUid(study)));
  }
}
