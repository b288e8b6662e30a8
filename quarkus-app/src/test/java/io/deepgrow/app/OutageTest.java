package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutageTest {

  private static Throwable within(Throwable cause, int layers) {
    Throwable failure = cause;
    for (int n = 0; n < layers; n++) {
      failure = new IllegalStateException("layer " + n, failure);
    }
    return failure;
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "08001, the server could not be reached",
        "08006, an I/O error occurred while sending to the backend",
        "57P01, terminating connection due to administrator command",
        "57P03, the database system is starting up",
        "-, Sorry acquisition timeout!",
        "-, This connection has been closed.",
        "00000, This connection is closed"
      })
  void aDatabaseThatIsAwayIsNoFaultOfTheService(String state, String text) {
    assertThat(Outage.of(within(new SQLException(text, state), 3))).contains(ErrorCode.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "23505, duplicate key value violates unique constraint",
        "42P01, relation does not exist",
        "40001, could not serialize access",
        "57014, canceling statement due to user request",
        "-, -"
      })
  void whatADatabaseRefusesIsNoOutage(String state, String text) {
    assertThat(Outage.of(within(new SQLException(text, state), 3))).isEmpty();
  }

  static Stream<Throwable> unreachable() {
    return Stream.of(
        new SQLTransientConnectionException("no free connection"),
        new ConnectException("Connection refused"));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void noConnectionIsAnOutageWhateverItsState(Throwable cause) {
    assertThat(Outage.of(cause)).contains(ErrorCode.UNAVAILABLE);
  }

  @Test
  void aFullDiskIsToldApartFromAFileThatCannotBeRead() {
    FileSystemException full = new FileSystemException("a", null, "No space left on device");
    FileSystemException denied = new FileSystemException("a", null, "Permission denied");

    assertThat(Outage.of(new UncheckedIOException(full))).contains(ErrorCode.STORAGE_FULL);
    assertThat(Outage.of(new UncheckedIOException(denied))).isEmpty();
    assertThat(Outage.of(new IOException())).isEmpty();
  }

  @Test
  void causesThatGoRoundAndRoundEnd() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(Outage.of(two)).isEmpty();
    assertThat(Outage.isClientGone(two)).isFalse();
    assertThat(Outage.cause(two)).isEqualTo("IllegalStateException");
  }

  @Test
  void whatTheLogSaysNamesTheKindOfTheInnermostCauseAndNotItsText() {
    assertThat(Outage.cause(within(new SQLException("row of PATIENT^NAME"), 4)))
        .isEqualTo("SQLException");
  }

  @Test
  void aClientThatWentAwayIsKnownBelowTheLayersOfTheFramework() {
    assertThat(Outage.isClientGone(within(new HttpClosedException("closed"), 2))).isTrue();
    assertThat(Outage.isClientGone(within(new IOException("closed"), 2))).isFalse();
  }
}
