package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.StaleStateException;
import org.junit.jupiter.api.Test;

class ErasedTest {

  @Test
  void aRowOrAFileThatIsGoneIsNoFaultOfTheService() {
    for (Throwable cause :
        List.of(
            new SQLException("violates foreign key", "23503"),
            new StaleStateException("row count 0"),
            new OptimisticLockException())) {
      assertThat(Erased.isCauseOf(new IllegalStateException(cause))).as(cause.toString()).isTrue();
    }
    assertThat(new ProblemMappers().unexpected(new OptimisticLockException()).getStatus())
        .isEqualTo(404);
  }

  @Test
  void aFileThatIsGoneIsNoFaultWhereItMayBeErased() {
    assertThat(Erased.orFailed(new NoSuchFileException("00000")))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERASED));
    assertThat(Erased.orFailed(new IOException("broken"))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void otherFaultsStayFaults() {
    assertThat(Erased.isCauseOf(new SQLException("duplicate key", "23505"))).isFalse();
    assertThat(Erased.isCauseOf(new UncheckedIOException(new IOException("broken")))).isFalse();
    assertThat(Erased.isCauseOf(new NullPointerException())).isFalse();
  }
}
