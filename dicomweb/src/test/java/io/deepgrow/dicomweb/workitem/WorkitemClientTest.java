package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.workitem.FakeWorklist.Fate;
import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkitemClientTest {

  private static final String OURS = "2.25.1";
  private static final String THEIRS = "2.25.2";
  private static final String ITEM = "2.25.100";
  private static final PerformedWork WORK =
      new PerformedWork(
          Instant.parse("2026-11-29T08:00:00Z"),
          Instant.parse("2026-11-29T08:01:00Z"),
          List.of(
              new PerformedWork.Output(
                  new StudyUid("1.2"),
                  new SeriesUid("1.2.3"),
                  "1.2.840.10008.5.1.4.1.1.66.4",
                  new SopInstanceUid("1.2.3.4"))));

  private final Deque<Fate> fates = new ArrayDeque<>();

  private FakeWorklist worklist(WorkitemWays ways) {
    FakeWorklist worklist =
        FakeWorklist.start(ways)
            .with(() -> Optional.ofNullable(fates.poll()).orElse(Fate.ANSWERED));
    worklist.schedule(item());
    return worklist;
  }

  private static DicomObject item() {
    return new DicomObject()
        .setString(Tag.SOP_INSTANCE_UID, ITEM)
        .setString(Workitem.READINESS, "READY")
        .setString(Workitem.PRIORITY, "HIGH")
        .setString(Workitem.WORKLIST_LABEL, "deepgrow")
        .setItems(
            Workitem.WORKITEM_CODE,
            new DicomObject()
                .setString(Tag.CODE_VALUE, "SEGMENT")
                .setString(Tag.CODING_SCHEME_DESIGNATOR, "99DEEPGROW"))
        .setItems(
            Workitem.INPUT,
            new DicomObject()
                .setString(Tag.STUDY_INSTANCE_UID, "1.2")
                .setString(Tag.SERIES_INSTANCE_UID, "1.2.3")
                .setItems(
                    0x0040_E021, new DicomObject().setString(Tag.RETRIEVE_AE_TITLE, "DCM4CHEE"))
                .setItems(
                    0x0040_E025,
                    new DicomObject().setString(Tag.RETRIEVE_URL, "http://pacs/rs/studies/1.2")),
            new DicomObject().setString(Tag.STUDY_INSTANCE_UID, "1.2"))
        .setItems(Workitem.SCHEDULED_STATION, code("AI"))
        .setItems(
            Workitem.PARAMETERS,
            new DicomObject()
                .setItems(0x0040_A043, code("STRUCTURE"))
                .setString(0x0040_A160, "spleen")
                .setItems(
                    0x0040_0441,
                    new DicomObject()
                        .setItems(0x0040_A043, code("POINT"))
                        .setString(0x0040_A30A, "-12.5", "30", "1e2")));
  }

  private static DicomObject code(String value) {
    return new DicomObject()
        .setString(Tag.CODE_VALUE, value)
        .setString(Tag.CODING_SCHEME_DESIGNATOR, "99DEEPGROW");
  }

  private static WorkitemClient client(FakeWorklist worklist, WorkitemWays ways) {
    DicomWebConfig config =
        DicomWebConfig.of(worklist.root()).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1));
    return new WorkitemClient(config, worklist.root(), ways, "DEEPGROW");
  }

  @ParameterizedTest
  @EnumSource(WorkitemWays.class)
  void anItemIsFoundClaimedWorkedOnAndCompleted(WorkitemWays ways) {
    try (FakeWorklist worklist = worklist(ways)) {
      WorkitemClient client = client(worklist, ways);
      List<Workitem> found = client.search(Map.of("ProcedureStepState", "SCHEDULED"), 10);
      assertThat(found)
          .containsExactly(
              new Workitem(
                  ITEM,
                  WorkitemState.SCHEDULED,
                  true,
                  "HIGH",
                  "",
                  "deepgrow",
                  "SEGMENT^99DEEPGROW",
                  List.of("AI^99DEEPGROW"),
                  List.of(
                      new WorkitemInput(
                          new StudyUid("1.2"),
                          new SeriesUid("1.2.3"),
                          "DCM4CHEE",
                          "http://pacs/rs/studies/1.2")),
                  List.of(
                      new WorkitemParameter(
                          "STRUCTURE^99DEEPGROW",
                          "spleen",
                          List.of(),
                          List.of(
                              new WorkitemParameter(
                                  "POINT^99DEEPGROW",
                                  "",
                                  List.of(-12.5, 30.0, 100.0),
                                  List.of()))))));
      assertThat(client.claim(ITEM, OURS)).isEqualTo(Outcome.DONE);
      assertThat(client.progress(ITEM, OURS, 40, "loading done")).isEqualTo(Outcome.DONE);
      assertThat(client.complete(ITEM, OURS, WORK)).isEqualTo(Outcome.DONE);
      assertThat(worklist.state(ITEM)).isEqualTo("COMPLETED");
      assertThat(
              worklist
                  .data(ITEM)
                  .item(Workitem.PERFORMED)
                  .flatMap(performed -> performed.item(Workitem.OUTPUT))
                  .flatMap(output -> output.item(Tag.REFERENCED_SOP_SEQUENCE))
                  .flatMap(object -> object.string(Tag.REFERENCED_SOP_INSTANCE_UID)))
          .contains("1.2.3.4");
      assertThat(client.search(Map.of("ProcedureStepState", "SCHEDULED"), 10)).isEmpty();
    }
  }

  @Test
  void anArchiveWithoutAWorklistIsNoEmptyWorklist() {
    try (FakePacs archive = FakePacs.of(List.of())) {
      WorkitemClient client =
          new WorkitemClient(
              DicomWebConfig.of(archive.base()), archive.base(), WorkitemWays.STANDARD, "DEEPGROW");
      assertThatThrownBy(() -> client.search(Map.of(), 10))
          .isInstanceOfSatisfying(
              DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.not_found"));
    }
  }

  @ParameterizedTest
  @EnumSource(WorkitemWays.class)
  void whatSomebodyElseHasIsNotOurs(WorkitemWays ways) {
    try (FakeWorklist worklist = worklist(ways)) {
      WorkitemClient client = client(worklist, ways);
      assertThat(client.claim(ITEM, THEIRS)).isEqualTo(Outcome.DONE);
      assertThat(client.claim(ITEM, OURS)).isEqualTo(Outcome.NOT_OURS);
      assertThat(client.progress(ITEM, OURS, 1, "x")).isEqualTo(Outcome.NOT_OURS);
      assertThat(worklist.lock(ITEM)).isEqualTo(THEIRS);
      assertThat(client.claim("2.25.404", OURS)).isEqualTo(Outcome.NOT_OURS);
    }
  }

  @ParameterizedTest
  @EnumSource(WorkitemWays.class)
  void aClaimWhoseAnswerIsLostIsOursWhenItIsMadeAgain(WorkitemWays ways) {
    try (FakeWorklist worklist = worklist(ways)) {
      WorkitemClient client = client(worklist, ways);
      fates.add(Fate.LOST_AFTER);
      assertThatThrownBy(() -> client.claim(ITEM, OURS)).isInstanceOf(DicomWebException.class);
      assertThat(client.claim(ITEM, OURS)).isEqualTo(Outcome.DONE);
    }
  }

  @ParameterizedTest
  @EnumSource(WorkitemWays.class)
  void anEndWhoseAnswerIsLostIsDoneWhenItIsMadeAgain(WorkitemWays ways) {
    try (FakeWorklist worklist = worklist(ways)) {
      WorkitemClient client = client(worklist, ways);
      client.claim(ITEM, OURS);
      fates.add(Fate.ANSWERED);
      fates.add(Fate.LOST_AFTER);
      assertThatThrownBy(() -> client.complete(ITEM, OURS, WORK))
          .isInstanceOf(DicomWebException.class);
      assertThat(client.complete(ITEM, OURS, WORK)).isEqualTo(Outcome.DONE);
      assertThat(client.cancel(ITEM, OURS, "too late")).isEqualTo(Outcome.NOT_OURS);
      assertThat(worklist.state(ITEM)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(WorkitemWays.class)
  void anItemThatCannotBeDoneIsCanceledWithItsReason(WorkitemWays ways) {
    try (FakeWorklist worklist = worklist(ways)) {
      WorkitemClient client = client(worklist, ways);
      client.claim(ITEM, OURS);
      assertThat(client.cancel(ITEM, OURS, "The series has a gap")).isEqualTo(Outcome.DONE);
      assertThat(client.cancel(ITEM, OURS, "The series has a gap")).isEqualTo(Outcome.DONE);
      assertThat(worklist.state(ITEM)).isEqualTo("CANCELED");
      assertThat(
              worklist
                  .data(ITEM)
                  .item(Workitem.PROGRESS_INFORMATION)
                  .flatMap(why -> why.string(Workitem.REASON)))
          .contains("The series has a gap");
    }
  }

  @Test
  void whatIsNoAeTitleOrUidNeverReachesTheWorklist() {
    try (FakeWorklist worklist = worklist(WorkitemWays.DCM4CHEE)) {
      assertThatThrownBy(
              () ->
                  new WorkitemClient(
                      DicomWebConfig.of(worklist.root()),
                      worklist.root(),
                      WorkitemWays.DCM4CHEE,
                      "A&B C"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client(worklist, WorkitemWays.STANDARD).claim("../x", OURS))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
