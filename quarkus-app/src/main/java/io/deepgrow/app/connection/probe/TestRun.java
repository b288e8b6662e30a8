package io.deepgrow.app.connection.probe;

import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.ConnectionRole;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Uids;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.StoreOutcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** One try of one connection, step by step. */
final class TestRun {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);

  /** Clocks that are further apart are warned of. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final PacsAccess access;
  private final Clock clock;
  private final ProbeCalls calls;
  private final List<TestStep> steps = new ArrayList<>();
  private Optional<String> study = Optional.empty();
  private String date = "";
  private Instant answered = Instant.EPOCH;

  TestRun(PacsAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
    this.calls = new ProbeCalls(access, PATIENCE);
  }

  TestReport run(boolean store) {
    Instant begin = clock.instant();
    step(
        TestStep.Name.TLS,
        () -> new TlsProbe(access.tls(), begin, PATIENCE).shakeHands(access.roots().search()));
    step(TestStep.Name.TOKEN, this::token);
    boolean found = step(TestStep.Name.SEARCH, this::search);
    step(
        TestStep.Name.RETRIEVE,
        () -> found ? retrieve() : Finding.skipped("The search before it did not succeed"));
    step(TestStep.Name.STORE, () -> store(store));
    step(TestStep.Name.CLOCK, this::clocks);
    boolean passed = steps.stream().noneMatch(s -> s.outcome() == TestStep.Outcome.FAILED);
    return new TestReport(access.view().name(), begin, passed, steps);
  }

  private boolean step(TestStep.Name name, Supplier<Finding> what) {
    long begin = System.nanoTime();
    Finding finding;
    try {
      finding = what.get();
    } catch (StepFailedException e) {
      finding = Finding.failed(e.text());
    } catch (DicomWebException e) {
      finding = Finding.failed(words(e));
    } catch (DicomException e) {
      finding = Finding.failed("The PACS answers with what is no DICOM (" + e.code() + ")");
    }
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    steps.add(new TestStep(name, finding.outcome(), millis, finding.text()));
    return finding.outcome() == TestStep.Outcome.OK;
  }

  private static String words(DicomWebException e) {
    return switch (e.code()) {
      case "dicomweb.token_refused" ->
          "The authorization server gives no token (HTTP "
              + e.status()
              + "): look at the client id, its secret and the scope";
      case "dicomweb.token_unreachable" ->
          "The authorization server does not answer: look at the token URL";
      default -> e.getMessage() + " (" + e.code() + ")";
    };
  }

  private Finding token() {
    if (access.view().settings().authentication() != AuthenticationKind.CLIENT_CREDENTIALS) {
      return Finding.skipped("The connection needs no token of an authorization server");
    }
    access.authentication().header();
    return Finding.ok("The authorization server gives a token");
  }

  private Finding search() {
    ProbeCalls.Reply reply =
        calls.get(access.roots().search(), "/studies?limit=1", "search (QIDO)");
    answered = clock.instant();
    date = reply.date();
    study = uid(reply.objects(), Tag.STUDY_INSTANCE_UID);
    return Finding.ok(
        study.isPresent()
            ? "A search for one study is answered"
            : "A search is answered, and finds no study: the archive may be empty");
  }

  private static Optional<String> uid(List<DicomObject> rows, int tag) {
    return rows.stream().findFirst().flatMap(row -> row.string(tag)).filter(Uids::isValid);
  }

  private Finding retrieve() {
    if (study.isEmpty()) {
      return Finding.skipped("There is no study whose instance could be retrieved");
    }
    String path = "/studies/" + study.get();
    Optional<String> series =
        uid(search(path + "/series?limit=1").objects(), Tag.SERIES_INSTANCE_UID);
    if (series.isEmpty()) {
      return Finding.warning("The study that was found has no series: look at it in the PACS");
    }
    path += "/series/" + series.get();
    Optional<String> instance =
        uid(search(path + "/instances?limit=1").objects(), Tag.SOP_INSTANCE_UID);
    if (instance.isEmpty()) {
      return Finding.warning("The series that was found has no instance: look at it in the PACS");
    }
    path += "/instances/" + instance.get() + "/metadata";
    List<DicomObject> metadata =
        calls.get(access.roots().retrieve(), path, "retrieve (WADO)").objects();
    return uid(metadata, Tag.SOP_INSTANCE_UID).equals(instance)
        ? Finding.ok("The metadata of one instance are retrieved")
        : Finding.failed("The PACS gives other metadata than of the instance that it lists");
  }

  private ProbeCalls.Reply search(String path) {
    return calls.get(access.roots().search(), path, "search (QIDO)");
  }

  private Finding store(boolean requested) {
    ConnectionRole role =
        Objects.requireNonNullElse(access.view().settings().role(), ConnectionRole.BOTH);
    if (!role.isTarget()) {
      return Finding.skipped("Nothing is stored on a connection that is a source only");
    }
    if (!requested) {
      return Finding.skipped("It was not requested to store a test object");
    }
    DicomWebClient client =
        new DicomWebClient(
            access
                .config()
                .with(PATIENCE, 2, FIRST_WAIT)
                .withCallTimeout(PATIENCE.multipliedBy(2)));
    TestObject object = new TestObject(access.id(), clock.instant());
    DicomFile file = object.file();
    StoreOutcome outcome =
        client.store(object.study(), object.series(), object.instance(), DicomWriter.bytes(file));
    if (!(outcome instanceof StoreOutcome.Stored)) {
      return Finding.failed(
          "The PACS did not take the test object: "
              + outcome.words()
              + "; look whether this account may store (STOW) there");
    }
    DicomFile back = client.retrieveDecodable(object.study(), object.series(), object.instance());
    return back.sopInstanceUid().equals(object.instance())
        ? Finding.ok(
            "A test object of patient "
                + TestObject.PATIENT_ID
                + " is stored and read back; it may be deleted: study "
                + object.study())
        : Finding.failed("The PACS gives back another object than was stored");
  }

  private Finding clocks() {
    if (date.isEmpty()) {
      return Finding.skipped("No answer told the time of the PACS");
    }
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration skew = Duration.between(theirs, answered);
      String apart = skew.abs().toSeconds() + " seconds apart";
      return skew.abs().compareTo(SKEW) <= 0
          ? Finding.ok("Both clocks are " + apart)
          : Finding.warning(
              "The clock of the PACS is "
                  + (skew.isNegative() ? "ahead" : "behind")
                  + "; both are "
                  + apart
                  + ": let both follow a time server (NTP), or tokens and certificates fail");
    } catch (DateTimeException e) {
      return Finding.skipped("The time that the PACS tells can't be read");
    }
  }
}
