package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

  @ParameterizedTest
  @CsvSource({
    "ALL, true, true",
    "API, false, true",
    "WORKER, true, false",
    "MIGRATE, false, false",
  })
  void aRoleSaysWhatIsDoneHere(Role role, boolean lanes, boolean callers) {
    assertThat(role.runsLanes()).isEqualTo(lanes);
    assertThat(role.answersCallers()).isEqualTo(callers);
  }
}
